/** The count in the reader's language: numbers, who answered what, and what is missing. */
import {
  POSITION_KINDS,
  type PositionKind,
  type Tally,
  effectivePositions,
  tally,
} from '../../../workflows/written-procedure/index.js';
import type { MailBody } from '../notifications/index.js';
import { type Letter, partyIn } from './mail-letter.js';

/** @returns the tally of the mail's round; null when a newer round has begun since, whose count is another matter */
export function tallyOf({ context, round }: Letter): Tally | null {
  return round.number === context.round?.number ? tally(context) : null;
}

/** @returns the numbers behind the outcome, one short sentence each */
export function countSentences({ say, rules }: Letter, count: Tally): readonly string[] {
  const { answered, members, affirmative, floorNeeded, objections, objectionsNeeded } = count;
  const hasFloor = count.floorNeeded > 0 && rules.polarity.consensus === 'to-adopt';
  const hasQuorum = count.quorumNeeded > 0 && rules.polarity.consensus === 'to-adopt';
  return [
    say('written-procedures.count.numbers', { answered, members }),
    hasFloor
      ? say('written-procedures.count.support', { affirmative, needed: floorNeeded })
      : say('written-procedures.count.supportOnly', { affirmative }),
    objectionsNeeded === null
      ? say('written-procedures.count.objectionsOnly', { count: objections })
      : say('written-procedures.count.objections', { count: objections, needed: objectionsNeeded }),
    ...(hasQuorum
      ? [
          say('written-procedures.count.quorum', {
            counted: count.quorumCounted,
            needed: count.quorumNeeded,
          }),
        ]
      : []),
  ];
}

/** @returns the members by name under their answer, in the fixed order of answers; the silent and those at odds at the end */
export function positionFacts(letter: Letter, count: Tally): MailBody['facts'] {
  const { context, say } = letter;
  const given = effectivePositions(context);
  const of = (kind: PositionKind): readonly string[] =>
    given.filter((one) => one.kind === kind).map((one) => one.party);
  const silent = count.silent.filter((party) => !count.conflicting.includes(party));
  const lines: readonly (readonly [label: string, parties: readonly string[]])[] = [
    ...POSITION_KINDS.map(
      (kind) =>
        [
          say('written-procedures.count.positions', {
            kind: say(`written-procedures.kinds.${kind}`),
            count: of(kind).length,
          }),
          of(kind),
        ] as const,
    ),
    [say('written-procedures.count.conflicting', { count: count.conflicting.length }), count.conflicting],
    [say('written-procedures.count.silent', { count: silent.length }), silent],
  ];
  return lines
    .filter(([, parties]) => parties.length > 0)
    .map(([label, parties]) => [label, parties.map((party) => partyIn(letter, party)).join(', ')] as const);
}

/** @returns what stands between the count and adoption, one sentence each; empty when the proposal can be adopted */
export function missingSentences(letter: Letter, count: Tally): readonly string[] {
  if (count.finding === 'adoptable') return [];
  const { say } = letter;
  const { affirmative, against, floorNeeded, quorumCounted, quorumNeeded } = count;
  const names = (parties: readonly string[]): string =>
    parties.map((party) => partyIn(letter, party)).join(', ');
  const objectors = count.blocking.map(({ party }) => party);
  const silentAgainst = count.objections - objectors.length;
  const isBlocked = count.finding === 'blocked';
  return [
    isBlocked && objectors.length > 0
      ? say('written-procedures.count.missing.objected', { names: names(objectors) })
      : '',
    isBlocked && silentAgainst > 0
      ? say('written-procedures.count.missing.silentAgainst', { count: silentAgainst })
      : '',
    count.floorReached
      ? ''
      : say('written-procedures.count.missing.floor', { affirmative, needed: floorNeeded }),
    count.quorumReached
      ? ''
      : say('written-procedures.count.missing.quorum', { counted: quorumCounted, needed: quorumNeeded }),
    count.unserved.length > 0
      ? say('written-procedures.count.missing.unserved', { names: names(count.unserved) })
      : '',
    count.conflicting.length > 0
      ? say('written-procedures.count.missing.conflicting', { names: names(count.conflicting) })
      : '',
    isBlocked && count.objections === 0
      ? say('written-procedures.count.missing.votes', { forIt: affirmative, against })
      : '',
  ].filter((sentence) => sentence !== '');
}
