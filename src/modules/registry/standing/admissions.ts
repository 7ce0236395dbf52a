/** How a party comes onto the roll: application, then admission, as one history. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Admission, Application } from '../registry.dto.js';
import { findParty } from '../registry.queries.js';
import { partyRow } from '../registry.rows.js';
import { replaceFact } from '../registry.store.js';
import type { Party } from '../registry.types.js';

/**
 * Puts a party on the roll of Participants or among the Observers. Doing it twice changes nothing. What it was before, an
 * applicant, a guest or (for a Participant) an Observer, ends at that instant.
 *
 * @param tx the caller's transaction
 * @param admission who, as what, from when, and where that is known from; without a name it keeps the one it is known by, else its code
 * @returns whether anything changed
 * @throws DomainError `registry.other-kind` for a body, or a Participant that is to be an Observer; `registry.overlap` when
 *   an entry of the same code begins later
 */
export async function admitParty(tx: EntityManager, admission: Admission): Promise<boolean> {
  await lockParties(tx);
  const { code, kind, name, validFrom } = admission;
  const before = await findParty(tx, code, validFrom);
  if (before?.kind === kind) return false;
  if (before && !isReplacedBy(before, kind)) throw otherKind(before, kind, validFrom);
  const known = name ?? before?.name ?? code;
  await replaceFact(tx, 'party', partyRow({ ...admission, name: known, meeting: null, validTo: null }));
  return true;
}

/**
 * Notes an application (CD VI.9). An applicant is known by name and has no vote. Doing it twice changes nothing.
 *
 * @returns whether anything changed; a guest becomes an applicant
 * @throws DomainError `registry.other-kind` for whoever is a Participant, an Observer or a body then
 */
export async function registerApplicant(tx: EntityManager, application: Application): Promise<boolean> {
  await lockParties(tx);
  const { code, validFrom } = application;
  const before = await findParty(tx, code, validFrom);
  if (before?.kind === 'applicant') return false;
  if (before && before.kind !== 'guest') throw otherKind(before, 'applicant', validFrom);
  await replaceFact(
    tx,
    'party',
    partyRow({ ...application, kind: 'applicant', category: null, meeting: null, validTo: null }),
  );
  return true;
}

function isReplacedBy({ kind }: Party, by: 'participant' | 'observer'): boolean {
  return kind === 'applicant' || kind === 'guest' || (kind === 'observer' && by === 'participant');
}

/** Two that admit the same party at once: the second waits here and then finds it admitted. */
async function lockParties(tx: EntityManager): Promise<void> {
  await tx.query('lock table party in share row exclusive mode');
}

function otherKind(before: Party, wanted: Party['kind'], at: Instant): DomainError {
  const { code, kind } = before;
  const message = `code: «${code}» is ${kind} at ${at} and cannot become ${wanted} by this. End that entry first, or choose another date or code.`;
  return new DomainError('registry.other-kind', 'conflict', message, { field: 'code', code, kind, wanted });
}
