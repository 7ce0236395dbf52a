/** The count in the reader's language: numbers, who answered what, and what is missing. */
import {
  POSITION_KINDS,
  type PositionKind,
  type Tally,
  effectivePositions,
  partyName,
  tally,
} from '../../../workflows/written-procedure/index.js';
import type { MailBody } from '../notifications/index.js';
import type { Letter } from './mail-letter.js';

/** @returns the tally of the mail's round; null when a newer round has begun since, whose count is another matter */
export function tallyOf({ context, round }: Letter): Tally | null {
  return round.number === context.round?.number ? tally(context) : null;
}

/** @returns the numbers behind the outcome, one short sentence each */
export function countSentences({ messages, rules }: Letter, count: Tally): readonly string[] {
  const words = messages.count;
  const hasFloor = count.floorNeeded > 0 && rules.polarity.consensus === 'to-adopt';
  const hasQuorum = count.quorumNeeded > 0 && rules.polarity.consensus === 'to-adopt';
  return [
    words.numbers(count),
    hasFloor ? words.support(count.affirmative, count.floorNeeded) : words.supportOnly(count.affirmative),
    count.objectionsNeeded === null
      ? words.objectionsOnly(count.objections)
      : words.objections(count.objections, count.objectionsNeeded),
    ...(hasQuorum ? [words.quorum(count.quorumCounted, count.quorumNeeded)] : []),
  ];
}

/** @returns the members by name under their answer, in the fixed order of answers; the silent and those at odds at the end */
export function positionFacts(letter: Letter, count: Tally): MailBody['facts'] {
  const { context, messages } = letter;
  const words = messages.count;
  const given = effectivePositions(context);
  const of = (kind: PositionKind): readonly string[] =>
    given.filter((one) => one.kind === kind).map((one) => one.party);
  const silent = count.silent.filter((party) => !count.conflicting.includes(party));
  const lines: readonly (readonly [label: string, parties: readonly string[]])[] = [
    ...POSITION_KINDS.map(
      (kind) => [words.positions(messages.kinds[kind], of(kind).length), of(kind)] as const,
    ),
    [words.conflicting(count.conflicting.length), count.conflicting],
    [words.silent(silent.length), silent],
  ];
  return lines
    .filter(([, parties]) => parties.length > 0)
    .map(
      ([label, parties]) => [label, parties.map((party) => partyName(context, party)).join(', ')] as const,
    );
}

/** @returns what stands between the count and adoption, one sentence each; empty when the proposal can be adopted */
export function missingSentences(letter: Letter, count: Tally): readonly string[] {
  if (count.finding === 'adoptable') return [];
  const words = letter.messages.count.missing;
  const names = (parties: readonly string[]): string =>
    parties.map((party) => partyName(letter.context, party)).join(', ');
  const objectors = count.blocking.map(({ party }) => party);
  const silentAgainst = count.objections - objectors.length;
  const isBlocked = count.finding === 'blocked';
  return [
    isBlocked && objectors.length > 0 ? words.objected(names(objectors)) : '',
    isBlocked && silentAgainst > 0 ? words.silentAgainst(silentAgainst) : '',
    count.floorReached ? '' : words.floor(count.affirmative, count.floorNeeded),
    count.quorumReached ? '' : words.quorum(count.quorumCounted, count.quorumNeeded),
    count.unserved.length > 0 ? words.unserved(names(count.unserved)) : '',
    count.conflicting.length > 0 ? words.conflicting(names(count.conflicting)) : '',
    isBlocked && count.objections === 0 ? words.votes(count.affirmative, count.against) : '',
  ].filter((sentence) => sentence !== '');
}
