import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, type CaseFile, LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Json } from '../../kernel/json.js';
import { MissLimiter } from '../../platform/http/miss-limiter.js';
import { tradeStatusesAt } from '../registry/index.js';
import {
  DISOWNED,
  type FrozenContact,
  NOT_ME,
  type ProcedureContext,
  procedureContextSchema,
} from '../../../workflows/written-procedure/index.js';
import {
  type BallotLink,
  type LinkDeed,
  REPORTED,
  type Visitor,
  findLink,
  noteUse,
} from './ballot-link.store.js';
import { type BallotStanding, standingFor } from './ballot-state.js';
import { hashToken, tidyToken } from './ballot-token.js';

/** A valid link followed: who stands behind it, and the procedure as it stands now. */
export interface BallotVisit extends BallotStanding {
  readonly token: string;
  readonly link: BallotLink;
  readonly contact: FrozenContact;
  /** its trade in rough diamonds is suspended now */
  readonly isSuspended: boolean;
}

/** Unknown or garbled: one answer for all, so that nothing can be learnt by trying. */
export class BallotLinkUnusable extends DomainError {
  constructor(readonly tooMany: boolean) {
    super(
      'ballot-link.unusable',
      'gone',
      'This link cannot be used. Use the newest mail about the procedure, or write to the Secretariat.',
    );
  }
}

/** The right link of an earlier round: its holder was sent a newer one. */
export class BallotLinkSuperseded extends DomainError {
  /**
   * @param context the procedure
   * @param link the link of the earlier round
   * @param contact its holder; null where that is no contact of the delegation any more, who then learns nothing of the new text
   */
  constructor(
    readonly context: ProcedureContext,
    readonly link: BallotLink,
    readonly contact: FrozenContact | null,
  ) {
    super(
      'ballot-link.superseded',
      'gone',
      `A newer round of ${context.reference} began after this link was sent. Use the link in the newer mail.`,
    );
  }
}

/**
 * Why a link was revoked. `disowned`: an answer through it was not the delegation's own. `not-me`: its reader said that it was not for
 * them. `replaced`: another contact stands in the place of its holder. `revoked`: any other reason.
 */
export type RevokedBecause = 'disowned' | 'not-me' | 'replaced' | 'revoked';

/** A link that was the right one and is revoked: whoever holds it is told so, since a token cannot be guessed. */
export class BallotLinkRevoked extends DomainError {
  /**
   * @param context the procedure
   * @param because see {@link RevokedBecause}
   * @param since when it stopped working; null where that is not on record
   * @param contact holder of the link; null where that is no contact of the delegation any more
   */
  constructor(
    readonly context: ProcedureContext,
    readonly because: RevokedBecause,
    readonly since: Instant | null,
    readonly contact: FrozenContact | null,
  ) {
    super(
      'ballot-link.revoked',
      'gone',
      `This link to ${context.reference} was revoked. Write to the Secretariat: it sends a new one to the right person.`,
    );
  }
}

/** A link that ended with its procedure: its holder is told so, since nothing else is asked any more. */
export class BallotLinkEnded extends DomainError {
  /**
   * @param context the procedure
   * @param how it ended
   * @param contact holder of the link; null where that is no contact of the delegation any more
   */
  constructor(
    readonly context: ProcedureContext,
    readonly how: 'withdrawn' | 'referred',
    readonly contact: FrozenContact | null,
  ) {
    super(
      'ballot-link.ended',
      'gone',
      `The procedure ${context.reference} was ${how}, and its links ended with it.`,
    );
  }
}

/** Finds out what a link opens. Reads; its one write is the log of uses. */
@Injectable()
export class BallotVisits {
  private readonly limiter = new MissLimiter();

  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: CaseReader,
    private readonly clock: LegalClock,
  ) {}

  /**
   * @param rawToken as it stands in the address
   * @param visitor where the request came from
   * @param endedBy reason by which the form that is sent may itself have ended the link: it is answered the same when sent twice
   * @returns the visit
   * @throws BallotLinkUnusable, BallotLinkSuperseded, BallotLinkEnded, BallotLinkRevoked
   */
  async open(rawToken: string, visitor: Visitor, endedBy: string | null = null): Promise<BallotVisit> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const token = tidyToken(rawToken);
    const link = token === null ? null : await findLink(manager, hashToken(token));
    if (token === null || link === null)
      throw new BallotLinkUnusable(this.limiter.isTooMany(visitor.ip, now));
    const file = await this.reader.view(link.caseId as CaseId); // the foreign key says it is one
    const context = procedureContextSchema.parse(file.context);
    const isReported = REPORTED.includes(link.revokedReason ?? '');
    if (!isReported) await this.requireCurrent(link, context, visitor);
    const isUsable = link.revokedAt === null || (endedBy !== null && link.revokedReason === endedBy);
    const visit = isUsable ? visitOf(token, link, file, now) : null;
    if (visit) return { ...visit, isSuspended: await this.isSuspended(visit.party.code, now) };
    await noteUse(manager, link.id, 'refused', visitor);
    const ended = isReported ? null : endingOf(link, context);
    const contact = contactOf(link, context);
    if (ended) throw new BallotLinkEnded(context, ended, contact);
    throw new BallotLinkRevoked(context, whyRevoked(link, contact), await this.revokedSince(link), contact);
  }

  /** Notes what was done with the link. */
  async note(visit: BallotVisit, what: LinkDeed, visitor: Visitor): Promise<void> {
    await noteUse(this.dataSource.manager, visit.link.id, what, visitor);
  }

  /** A link belongs to one text; this holds at once, without waiting for the effect that revokes the old links. */
  private async requireCurrent(link: BallotLink, context: ProcedureContext, visitor: Visitor): Promise<void> {
    const { round } = context;
    if (!round || (round.number === link.round && round.textHash === link.textHash)) return;
    await noteUse(this.dataSource.manager, link.id, 'superseded', visitor);
    throw new BallotLinkSuperseded(context, link, contactOf(link, context));
  }

  /** A contact that was replaced has links that are not revoked: they ended with the event. */
  private async revokedSince({ caseId, contactId, revokedAt }: BallotLink): Promise<Instant | null> {
    if (revokedAt !== null) return revokedAt;
    const events = await this.reader.history(caseId as CaseId); // the foreign key says it is one
    return (
      events.findLast(({ type, data }) => type === 'contact-replaced' && isOf(data, contactId))?.occurredAt ??
      null
    );
  }

  private async isSuspended(party: string, now: Instant): Promise<boolean> {
    const statuses = await tradeStatusesAt(this.dataSource.manager, now, null);
    return statuses.some((one) => one.party === party && SUSPENDED.has(one.status));
  }
}

const SUSPENDED: ReadonlySet<string> = new Set(['suspended', 'self-suspended']);

function isOf(data: Json, contactId: string): boolean {
  return typeof data === 'object' && data !== null && 'contactId' in data && data.contactId === contactId;
}

function whyRevoked({ revokedReason }: BallotLink, contact: FrozenContact | null): RevokedBecause {
  if (revokedReason === DISOWNED || revokedReason === NOT_ME) return revokedReason;
  return contact === null ? 'replaced' : 'revoked';
}

/** @returns the contact whose link it is; null when the delegation has another in that place by now */
function contactOf(link: BallotLink, { frozen }: ProcedureContext): FrozenContact | null {
  const parties = [...(frozen?.electorate ?? []), ...(frozen?.observers ?? [])];
  const party = parties.find(({ code }) => code === link.party);
  return party?.contacts.find(({ id }) => id === link.contactId) ?? null;
}

/** @returns how the procedure ended, when the link was revoked because it did */
function endingOf(
  { revokedAt }: BallotLink,
  { withdrawal, referral }: ProcedureContext,
): BallotLinkEnded['how'] | null {
  if (revokedAt === null) return null;
  if (withdrawal && revokedAt >= withdrawal.at) return 'withdrawn';
  return referral && revokedAt >= referral.at ? 'referred' : null;
}

function visitOf(
  token: string,
  link: BallotLink,
  file: CaseFile,
  now: Instant,
): Omit<BallotVisit, 'isSuspended'> | null {
  const standing = standingFor(file, link.party, link.contactId, now);
  const contact = standing && contactOf(link, standing.context);
  return standing && contact ? { ...standing, contact, token, link } : null;
}
