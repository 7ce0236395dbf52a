/**
 * Counting: what the answers amount to under the frozen rules. Pure, and the only place that counts; the machine, the pages,
 * the mails and the declaration all ask here.
 *
 * A floor asks for answers in favour, and silence is never one; what silence does mean is one field of the rules:
 * - `consent`, `abstain`: the member counts as having taken part (quorum on members), for nothing else;
 * - `against`: the member counts as one more objection when the window closes;
 * - `ignored`: the member drops out of every fraction; `not-counted`: it stays in them and counts for nothing.
 * With polarity `to-stop` the measure goes on unless the objection quota is reached; floor and quorum are not asked.
 * A postal vote (assumed; no preset uses one) is carried by more answers in favour than against, floor and quorum reached.
 */
import { findMember, isUnreachable, launched } from './electorate.rules.js';
import type { PositionKind, RuleSet, Threshold } from './rule-set.js';
import type { Position, ProcedureContext } from './written-procedure.context.js';

export type Finding = 'adoptable' | 'blocked' | 'insufficient';
type PositionRule = NonNullable<RuleSet['positions'][PositionKind]>;

/** What the answers of the present round amount to, as if the window closed now. Lists hold party codes. */
export interface Tally {
  /** members in the frozen electorate */
  readonly members: number;
  /** members with an effective answer */
  readonly answered: number;
  readonly affirmative: number;
  readonly consenting: number;
  readonly abstaining: number;
  readonly against: number;
  /** answers in favour needed; 0 for none */
  readonly floorNeeded: number;
  readonly floorReached: boolean;
  /** members who must take part; 0 for none */
  readonly quorumNeeded: number;
  readonly quorumCounted: number;
  readonly quorumReached: boolean;
  /** effective answers that stand in the way */
  readonly blocking: readonly Position[];
  /** objections that stop adoption; null when no number does */
  readonly objectionsNeeded: number | null;
  /** objections, with the silent ones where silence means `against` */
  readonly objections: number;
  readonly silent: readonly string[];
  readonly unreachable: readonly string[];
  /** silent members that must be served before silence may end the window with adoption */
  readonly unserved: readonly string[];
  /** members whose delegation answered in two ways, so that neither its answers nor its silence can end the window with adoption */
  readonly conflicting: readonly string[];
  readonly finding: Finding;
}

/**
 * @param threshold a count, a share, more than half, or none
 * @param basis how many it is measured on
 * @returns how many are needed; null for `none`. A share of the basis is rounded up: one third of 50 is 17.
 */
export function needed(threshold: Threshold, basis: number): number | null {
  if (threshold.kind === 'none') return null;
  if (threshold.kind === 'count') return threshold.count;
  if (threshold.kind === 'majority') return Math.floor(basis / 2) + 1;
  return Math.max(
    1,
    Math.floor((basis * threshold.numerator + threshold.denominator - 1) / threshold.denominator),
  );
}

/** @returns the rule for a kind of answer, or undefined when the rules do not know it */
export function positionRule(rules: RuleSet, kind: PositionKind): PositionRule | undefined {
  return rules.positions[kind];
}

/**
 * @param context the procedure's memory
 * @param party code of a member
 * @returns the member's one effective answer in the present round, or undefined while it has none
 */
export function effectivePosition(context: ProcedureContext, party: string): Position | undefined {
  const round = context.round?.number;
  return context.positions.findLast((p) => p.party === party && p.round === round && p.status === 'counted');
}

/** @returns the effective answers of the present round, one for each member that has one, in the electorate's order */
export function effectivePositions(context: ProcedureContext): readonly Position[] {
  return (context.frozen?.electorate ?? []).flatMap(
    (member) => effectivePosition(context, member.code) ?? [],
  );
}

/**
 * Whether a member's latest word is blocked by disagreement in its own delegation.
 *
 * @returns codes of the members whose contacts disagree while the rule lets none prevail
 */
export function conflictingParties(context: ProcedureContext): readonly string[] {
  const round = context.round?.number;
  return [
    ...new Set(
      context.positions.filter((p) => p.round === round && p.status === 'conflicting').map((p) => p.party),
    ),
  ];
}

/** @returns the effective answers that stand in the way of adoption */
export function blockingPositions(context: ProcedureContext): readonly Position[] {
  const { rules } = launched(context);
  return effectivePositions(context).filter(
    (position) => positionRule(rules, position.kind)?.blocks ?? false,
  );
}

/**
 * Whether given objections alone, silence aside, reach the quota: what stops a window at once.
 *
 * @returns true when so many objections stand that adoption is stopped now
 */
export function objectionsStopNow(context: ProcedureContext): boolean {
  const { frozen, rules } = launched(context);
  const quota = needed(rules.objectionQuota.threshold, frozen.electorate.length);
  return quota !== null && blockingPositions(context).length >= quota;
}

/** @returns true when every member has an effective answer, none asks for time and none waits for a second person */
export function everyoneReplied(context: ProcedureContext): boolean {
  const { frozen, rules, round } = launched(context);
  const effective = effectivePositions(context);
  const waiting = context.positions.some(
    (p) => p.round === round.number && p.status === 'pending-confirmation',
  );
  const asking = effective.some((position) => positionRule(rules, position.kind)?.asksForTime ?? false);
  return !waiting && !asking && effective.length === frozen.electorate.length;
}

/**
 * Counts the present round as if its window closed now.
 *
 * @param context a launched procedure's memory
 * @returns every number behind the finding, and the finding
 * @throws DomainError `procedure.not-launched` in a draft
 */
export function tally(context: ProcedureContext): Tally {
  const { frozen, rules, round } = launched(context);
  const effective = effectivePositions(context);
  const silent = frozen.electorate.filter((member) => !effectivePosition(context, member.code));
  const unreachable = silent.filter((member) => isUnreachable(context, member)).map((member) => member.code);
  const runsAgainst =
    rules.silence.ofUnreachable === 'runs' ? silent.length : silent.length - unreachable.length;
  const basis = rules.silence.means === 'ignored' ? effective.length : frozen.electorate.length;
  const counts = countAnswers(rules, effective);
  const floor = needed(rules.affirmativeFloor.threshold, basis) ?? 0;
  const quorum = needed(rules.quorum.threshold, frozen.electorate.length) ?? 0;
  const quorumCounted = countForQuorum(context, rules, effective.length, runsAgainst);
  const blocking = blockingPositions(context);
  const numbers = {
    members: frozen.electorate.length,
    answered: effective.length,
    ...counts,
    floorNeeded: floor,
    floorReached: counts.affirmative >= floor,
    quorumNeeded: quorum,
    quorumCounted,
    quorumReached: quorumCounted >= quorum,
    blocking,
    objectionsNeeded: needed(rules.objectionQuota.threshold, basis),
    objections: blocking.length + (rules.silence.means === 'against' ? runsAgainst : 0),
    silent: silent.map((member) => member.code),
    unreachable,
    unserved: rules.silence.ofUnreachable === 'blocks' ? unreachable : [],
    conflicting: conflictingParties(context),
  };
  return {
    ...numbers,
    finding: round.kind === 'postal-vote' ? findByVote(numbers) : findByConsensus(rules, numbers),
  };
}

type Numbers = Omit<Tally, 'finding'>;

function findByConsensus(rules: RuleSet, numbers: Numbers): Finding {
  if (numbers.objectionsNeeded !== null && numbers.objections >= numbers.objectionsNeeded) return 'blocked';
  if (rules.polarity.consensus === 'to-stop') return 'adoptable';
  return isSufficient(numbers) ? 'adoptable' : 'insufficient';
}

function findByVote(numbers: Numbers): Finding {
  if (numbers.answered === 0 || !isSufficient(numbers)) return 'insufficient';
  return numbers.affirmative > Math.max(numbers.against, numbers.blocking.length) ? 'adoptable' : 'blocked';
}

function isSufficient(numbers: Numbers): boolean {
  return (
    numbers.floorReached &&
    numbers.quorumReached &&
    numbers.unserved.length === 0 &&
    numbers.conflicting.length === 0
  );
}

function countAnswers(
  rules: RuleSet,
  effective: readonly Position[],
): Pick<Tally, 'affirmative' | 'consenting' | 'abstaining' | 'against'> {
  const count = (as: PositionRule['countsAs']): number =>
    effective.filter((position) => positionRule(rules, position.kind)?.countsAs === as).length;
  return {
    affirmative: count('affirmative'),
    consenting: count('consent'),
    abstaining: count('abstention'),
    against: count('against'),
  };
}

function countForQuorum(
  context: ProcedureContext,
  rules: RuleSet,
  answered: number,
  runsAgainst: number,
): number {
  if (rules.quorum.basis === 'respondents') return answered;
  if (rules.quorum.basis === 'acknowledgers') {
    return (
      answered +
      context.acknowledged.filter((party) => findMember(context, party) && !effectivePosition(context, party))
        .length
    );
  }
  const silenceTakesPart =
    rules.silence.means === 'consent' ||
    rules.silence.means === 'abstain' ||
    rules.silence.means === 'against';
  return answered + (silenceTakesPart ? runsAgainst : 0);
}
