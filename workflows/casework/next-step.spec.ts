import { describe, expect, it } from '@jest/globals';
import { toInstant } from '../../src/kernel/instant.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { after, lastDay } from './deadline.js';
import { type Owing, answeredWith, changeDuty, owe } from './duty.js';
import { laddersSchema } from './ladder.js';
import { nextStep, stepTaken } from './next-step.js';

const LADDERS = laddersSchema.parse(KP_LADDERS);
/** Due to the end of 30 April 2013, and taken on three months before. */
const owed = (ladder: string, ladders = LADDERS): Owing => {
  const begun = { asOf: toInstant('2013-02-01T10:00:00Z'), duties: [], ladders };
  const duty = {
    id: 'x',
    what: 'x',
    basis: 'assumed',
    from: ['GIN'],
    due: lastDay('2013-04-30', 'UTC'),
    ladder,
  };
  return { ...begun, ...owe(begun, duty) };
};

/** @returns the memory after every step up to an instant */
function pressedTo(owing: Owing, to: string): Owing {
  const end = toInstant(to);
  let now: Owing = owing;
  for (let step = nextStep(now); step && step.at <= end; step = nextStep(now))
    now = { ...now, ...stepTaken(now, step), asOf: step.at };
  return { ...now, asOf: end };
}

/** @returns the memory after an answer, with every step before it taken */
function answeredAt(owing: Owing, at: string): Owing {
  const now = pressedTo(owing, at);
  return {
    ...now,
    ...changeDuty(now, 'x', (duty) => {
      const { holdAfterAnswer } = now.ladders[duty.ladder ?? ''] ?? { holdAfterAnswer: null };
      if (!holdAfterAnswer) throw new Error('no ladder');
      const holdsUntil = after(now.asOf, holdAfterAnswer, 'UTC').at;
      return answeredWith(duty, { at: now.asOf, by: 'GIN', text: 'Soon.', holdsUntil });
    }),
  };
}

/** @returns each rung with the day at whose beginning it was climbed */
const climbed = (owing: Owing): string[] =>
  owing.duties.flatMap(({ climbs }) =>
    climbs.map(({ at, rung }) => `${at.slice(0, at.endsWith('T00:00:00.000Z') ? 10 : 24)} ${rung.to}`),
  );
const DUE = '2013-05-01T00:00:00Z';

describe('a ladder that answers hold', () => {
  it('without an answer is climbed as its file says', () => {
    expect(climbed(pressedTo(owed('measures'), '2014-01-01T00:00:00Z'))).toEqual([
      '2013-05-04 contacts',
      '2013-05-11 head-of-delegation',
      '2013-05-22 authority',
      '2013-05-31 PC',
      '2013-06-30 plenary',
    ]);
  });

  it('moves every rung by as long as two answers held it, and lets none come at once', () => {
    const twice = answeredAt(answeredAt(owed('measures'), DUE), '2013-05-14T00:00:00Z');
    // held from 1 May to the end of the 15th, and on to the end of the 28th: 28 days
    expect(climbed(pressedTo(twice, '2014-01-01T00:00:00Z'))).toEqual([
      '2013-06-01 contacts',
      '2013-06-08 head-of-delegation',
      '2013-06-19 authority',
      '2013-06-28 PC',
      '2013-07-28 plenary',
    ]);
  });

  it('stays where it was through two months of answers, and goes on from there', () => {
    const fortnights = ['2013-05-08', '2013-05-20', '2013-06-01', '2013-06-13', '2013-06-25', '2013-07-07'];
    const kept = fortnights.reduce((so, day) => answeredAt(so, `${day}T00:00:00Z`), owed('default'));
    expect(climbed(pressedTo(kept, '2013-07-21T23:59:59Z'))).toEqual(['2013-05-04 contacts']);
    // held from 8 May to the end of 21 July: 75 days
    expect(climbed(pressedTo(kept, '2014-01-01T00:00:00Z'))).toEqual([
      '2013-05-04 contacts',
      '2013-07-25 alternates',
      '2013-08-01 head-of-delegation',
      '2013-08-14 authority',
      '2013-08-29 chair',
      '2013-09-13 PC',
      '2013-11-12 plenary',
    ]);
  });

  it('is not moved by an answer that holds before anything is late', () => {
    const early = answeredAt(owed('measures'), '2013-04-01T00:00:00Z');
    expect(climbed(pressedTo(early, '2013-05-11T00:00:00Z'))).toEqual([
      '2013-05-04 contacts',
      '2013-05-11 head-of-delegation',
    ]);
  });

  it('is moved by the part of an answer that reaches beyond the due day', () => {
    const early = answeredAt(owed('measures'), '2013-04-25T00:00:00Z'); // holds to the end of 9 May
    expect(climbed(pressedTo(early, '2013-05-20T00:00:00Z'))).toEqual([
      '2013-05-13 contacts',
      '2013-05-20 head-of-delegation',
    ]);
  });

  it('goes on at a rung that no answer halts', () => {
    const { measures } = LADDERS;
    if (!measures) throw new Error('no such ladder');
    const rungs = measures.rungs.map((rung) => (rung.to === 'PC' ? { ...rung, stops: [] } : rung));
    const base = owed('measures', { ...LADDERS, measures: { ...measures, rungs } });
    const held = answeredAt(base, '2013-05-23T00:00:00Z');
    expect(climbed(pressedTo(held, '2014-01-01T00:00:00Z')).slice(3)).toEqual([
      '2013-05-31 PC',
      '2013-07-15 plenary',
    ]);
  });

  it('of a memory that kept its last answer alone is held by that', () => {
    const held = answeredAt(owed('measures'), DUE);
    const duties = held.duties.map(({ holds: _, ...duty }) => duty);
    const [first] = climbed(pressedTo({ ...held, duties }, '2013-06-01T00:00:00Z'));
    expect(first).toBe('2013-05-19 contacts');
  });
});
