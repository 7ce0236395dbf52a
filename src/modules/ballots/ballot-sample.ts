/** A ballot of a launch that was only played: what its recipient will find, before there is a link. Pure. */
import type { CaseFile } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import { standingFor } from './ballot-state.js';
import type { BallotVisit } from './ballot-visit.service.js';

/** What is shown as a sample, and to whom it is to look as it will. */
export interface BallotSample {
  /** the procedure as it will be when the window opens */
  readonly file: CaseFile;
  readonly party: string;
  readonly contactId: string;
  /** judged at */
  readonly now: Instant;
}

/** Stands where a link's secrets are: nothing opens by it, and no form is sealed with it. */
const NO_SECRET = 'sample';

/** @returns the visit of that contact; null where it is none of a party that would be asked or copied */
export function sampleVisit({ file, party, contactId, now }: BallotSample): BallotVisit | null {
  const standing = standingFor(file, party, contactId, now);
  const contact = standing?.party.contacts.find(({ id }) => id === contactId);
  if (!standing || !contact) return null;
  const { number: round, textHash } = standing.round;
  const link = {
    id: NO_SECRET,
    caseId: file.caseId,
    round,
    party,
    contactId,
    textHash,
    codeHash: NO_SECRET,
    issuedAt: now,
    revokedAt: null,
    revokedReason: null,
  };
  return { ...standing, contact, link, token: NO_SECRET, isSuspended: false };
}
