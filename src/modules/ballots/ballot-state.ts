/** How a ballot stands for whoever opens its link. Pure: judged by the deadline, not by whether a job has run. */
import type { CaseFile } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import {
  type FrozenContact,
  type FrozenParty,
  type Position,
  type ProcedureContext,
  type Round,
  type RuleSet,
  effectivePosition,
  procedureContextSchema,
} from '../../../workflows/written-procedure/index.js';

/** A procedure as it stands for a contact of one of its parties at an instant. */
export interface BallotStanding {
  readonly file: CaseFile;
  readonly context: ProcedureContext;
  readonly rules: RuleSet;
  readonly round: Round;
  readonly party: FrozenParty;
  /** who asks: perhaps nobody who was a contact at the launch */
  readonly contact: Pick<FrozenContact, 'id'>;
  readonly isObserver: boolean;
  readonly now: Instant;
}

/** `open`; `late`: still accepted, for a ruling; `not-yet`: the window opens later; `closed`: nothing is accepted here. */
export type BallotPhase = 'open' | 'late' | 'not-yet' | 'closed';

/** What the page says first. Each has its title and text under `ballots.state`. */
export type BallotState =
  | 'not-yet'
  | 'open'
  | 'answered'
  | 'colleague'
  | 'offline'
  | 'late'
  | 'late-observer'
  | 'closed'
  | 'consulting'
  | 'withdrawn'
  | 'referred'
  | 'lapsed'
  | 'adopted'
  | 'contested'
  | 'unconfirmed'
  | 'not-adopted';

/**
 * Whether and how answers are taken now. The deadline decides, not whether the closing job has run.
 *
 * @param visit the visit
 * @returns the phase
 */
export function phaseOf(visit: BallotStanding): BallotPhase {
  const { round, rules, now, file } = visit;
  if (now < round.opensAt) return 'not-yet';
  if (!file.allowed.includes('record-position')) return 'closed';
  if (!round.closed && now < round.deadline.at) return 'open';
  return rules.lateReplies.are === 'quarantined' ? 'late' : 'closed';
}

/** States of the procedure in which it has ended, or answers do not matter any more, by what the page says of them. */
const OVER: Readonly<Record<string, BallotState>> = {
  consulting: 'consulting',
  contested: 'contested',
  'declared-without-authority': 'unconfirmed',
  withdrawn: 'withdrawn',
  referred: 'referred',
  lapsed: 'lapsed',
  adopted: 'adopted',
  'adopted-final': 'adopted',
  'not-adopted': 'not-adopted',
  'not-adopted-final': 'not-adopted',
};

/** @returns what the page says first: what became of the procedure, else whether answers are taken, else who has answered */
export function stateOf(visit: BallotStanding): BallotState {
  const over = OVER[visit.file.description.status];
  if (over) return over;
  const phase = phaseOf(visit);
  if (phase === 'late') return visit.isObserver ? 'late-observer' : 'late';
  if (phase !== 'open') return phase;
  const standing = standingAnswer(visit);
  if (!standing) return 'open';
  if (standing.channel === 'offline') return 'offline';
  return standing.contact === visit.contact.id ? 'answered' : 'colleague';
}

/** @returns the answer that stands for the visitor's party now; null when there is none */
export function standingAnswer(visit: BallotStanding): Position | null {
  const effective = effectivePosition(visit.context, visit.party.code);
  if (effective) return effective;
  return (
    ownPositions(visit).find(({ round, status }) => round === visit.round.number && STANDS.has(status)) ??
    null
  );
}

const STANDS: ReadonlySet<Position['status']> = new Set([
  'counted',
  'observer',
  'conflicting',
  'quarantined',
  'pending-confirmation',
]);

/**
 * @param file a written procedure
 * @param party code of a party
 * @param contactId who asks
 * @param now judged at
 * @returns how it stands for them; null in a draft, and where the party was not on the roll frozen at launch
 */
export function standingFor(
  file: CaseFile,
  party: string,
  contactId: string,
  now: Instant,
): BallotStanding | null {
  const context = procedureContextSchema.parse(file.context);
  const { frozen, round } = context;
  const member = frozen?.electorate.find(({ code }) => code === party);
  const found = member ?? frozen?.observers.find(({ code }) => code === party);
  if (!frozen || !round || !found) return null;
  const contact = { id: contactId };
  return { file, context, rules: frozen.rules, round, party: found, contact, isObserver: !member, now };
}

/** @returns the answers of the visitor's party, newest first */
export function ownPositions(visit: BallotStanding): readonly Position[] {
  return visit.context.positions.filter((position) => position.party === visit.party.code).toReversed();
}
