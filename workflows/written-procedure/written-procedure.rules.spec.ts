import { describe, expect, it } from '@jest/globals';
import {
  type ProcedureOptions,
  aProcedure,
  answers,
  mailer,
  memory,
  support,
} from '../../test/support/written-procedure.js';
import { needed, tally } from './written-procedure.rules.js';

const third = { kind: 'fraction', numerator: 1, denominator: 3 } as const;

describe('a threshold', () => {
  it.each([
    [third, 48, 16],
    [third, 49, 17],
    [third, 50, 17],
    [third, 51, 17],
    [third, 52, 18],
    [third, 1, 1],
    [{ kind: 'fraction', numerator: 2, denominator: 3 } as const, 54, 36],
    [{ kind: 'fraction', numerator: 1, denominator: 1 } as const, 54, 54],
    [{ kind: 'count', count: 3 } as const, 54, 3],
    [{ kind: 'majority' } as const, 54, 28],
    [{ kind: 'majority' } as const, 53, 27],
  ])('%j of %i is %i', (threshold, basis, expected) => {
    expect(needed(threshold, basis)).toBe(expected);
  });

  it('of none is null, because zero would be reached by nobody', () => {
    expect(needed({ kind: 'none' }, 54)).toBeNull();
  });
});

/** One member in favour, one abstaining, and eight silent, of whom one cannot be reached. */
function tenMembers(rules: ProcedureOptions['rules']) {
  const drive = aProcedure({ members: 10, ...(rules ? { rules } : {}) });
  answers(drive, 'M1', 'support');
  answers(drive, 'M2', 'abstain');
  for (const post of ['head', 'deputy']) {
    drive.then(
      'record-undeliverable',
      { party: 'M10', contactId: `M10-${post}`, mailId: 'm', diagnostic: '550 no such user' },
      mailer,
    );
  }
  return tally(memory(drive));
}

const silence = (means: string, ofUnreachable = 'not-counted') => ({
  silence: { means, ofUnreachable, source: 'assumed' },
});
const none = { threshold: { kind: 'none' }, source: 'assumed' };
const half = { threshold: { kind: 'fraction', numerator: 1, denominator: 2 }, source: 'assumed' };

describe('silence', () => {
  it('that is not counted adopts nothing, and stays in the fraction', () => {
    expect(tenMembers(silence('not-counted'))).toMatchObject({
      members: 10,
      answered: 2,
      affirmative: 1,
      abstaining: 1,
      floorNeeded: 4,
      floorReached: false,
      objections: 0,
      unreachable: ['M10'],
      finding: 'insufficient',
    });
  });

  it('that is ignored drops out of the fraction', () => {
    expect(tenMembers(silence('ignored'))).toMatchObject({
      floorNeeded: 1,
      floorReached: true,
      finding: 'adoptable',
    });
  });

  it('that is consent takes part in a quorum on members, all but the member no mail reached', () => {
    const quorum = { quorum: { ...half, basis: 'members' } };
    expect(tenMembers({ ...silence('consent'), affirmativeFloor: none, ...quorum })).toMatchObject({
      quorumNeeded: 5,
      quorumCounted: 9,
      finding: 'adoptable',
    });
  });

  it('that is consent is never an answer in favour', () => {
    expect(tenMembers(silence('consent'))).toMatchObject({
      affirmative: 1,
      floorReached: false,
      finding: 'insufficient',
    });
  });

  it('that is against counts as objections, but not of the member no mail reached', () => {
    expect(tenMembers({ ...silence('against'), affirmativeFloor: none })).toMatchObject({
      objections: 7,
      finding: 'blocked',
    });
    expect(tenMembers({ ...silence('against', 'runs'), affirmativeFloor: none })).toMatchObject({
      objections: 8,
      finding: 'blocked',
    });
  });

  it('cannot end the window with adoption while a member is unserved, where the rules say so', () => {
    expect(tenMembers({ ...silence('consent', 'blocks'), affirmativeFloor: none })).toMatchObject({
      unserved: ['M10'],
      finding: 'insufficient',
    });
  });
});

describe('a delegation that answered in two ways', () => {
  it('cannot be taken for silent: nothing is adopted over it until it is resolved', () => {
    const drive = aProcedure({
      preset: 'osce',
      members: 3,
      rules: { conflict: { prevails: 'none-until-resolved', source: 'assumed' } },
    });
    answers(drive, 'M1', 'no-objection');
    answers(drive, 'M1', 'objection', { post: 'deputy' });
    expect(tally(memory(drive))).toMatchObject({
      conflicting: ['M1'],
      blocking: [],
      finding: 'insufficient',
    });
  });
});

describe('a quorum', () => {
  it.each([
    ['respondents', 2],
    ['acknowledgers', 3],
    ['members', 2],
  ])('on %s counts %i of ten', (basis, expected) => {
    const drive = aProcedure({ members: 10, rules: { quorum: { ...half, basis } } });
    answers(drive, 'M1', 'support');
    answers(drive, 'M2', 'support');
    drive.then(
      'acknowledge',
      { contactId: 'M3-head' },
      { actor: { kind: 'person', id: 'x', name: 'x', party: 'M3' }, roles: ['participant'] },
    );
    expect(tally(memory(drive))).toMatchObject({
      quorumCounted: expected,
      quorumNeeded: 5,
      quorumReached: false,
    });
  });
});

describe('the floor of one third of fifty members', () => {
  it.each([
    [16, false],
    [17, true],
    [18, true],
  ])('with %i supporting answers is reached: %s', (count, reached) => {
    expect(tally(memory(support(aProcedure(), count)))).toMatchObject({
      floorNeeded: 17,
      affirmative: count,
      floorReached: reached,
    });
  });
});

describe('polarity to stop', () => {
  const reverse = {
    polarity: { consensus: 'to-stop', source: 'assumed' },
    objectionQuota: { threshold: { kind: 'fraction', numerator: 1, denominator: 1 }, source: 'assumed' },
  };

  it('lets the measure go on unless everybody objects, floor or no floor', () => {
    const drive = aProcedure({ members: 3, rules: reverse });
    answers(drive, 'M1', 'objection');
    answers(drive, 'M2', 'objection');
    expect(tally(memory(drive)).finding).toBe('adoptable');
    answers(drive, 'M3', 'objection');
    expect(tally(memory(drive)).finding).toBe('blocked');
  });
});
