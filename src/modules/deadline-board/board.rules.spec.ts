import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../kernel/instant.js';
import { isArmed, levelOf, outlookAt, whyOf } from './board.rules.js';
import type { BoardEntry, OutOfReach } from './board.types.js';

const NOW = '2013-03-01T12:00:00.000Z' as Instant;
const at = (day: string): Instant => `2013-${day}T00:00:00.000Z` as Instant;
const timer = (day: string) => ({ name: 'due', title: 'the term passes', at: at(day) });
const reach = new Map<string, OutOfReach>([
  ['CAF', { because: 'bounced', since: at('02-01') }],
  ['SC', { because: 'no-contact', since: null }],
  ['LBR', { because: 'away', since: null }],
  ['TGO', { because: 'bounced-or-away', since: null }],
]);
const settings = { soonHours: 72, riskDays: 14, silentDays: 14, closedDays: 7, timerGraceMs: 30_000 };
const outlook = outlookAt(NOW, settings, reach);

type Judged = Parameters<typeof levelOf>[0];
const entry = (changes: Partial<BoardEntry> = {}): Judged => {
  const dueAt = changes.dueAt === undefined ? at('06-01') : changes.dueAt;
  return {
    waitsOn: ['GIN'],
    unreachable: [],
    since: at('01-01'),
    dueAt,
    postponedUntil: null,
    pressesAt: dueAt,
    rung: { reached: 0, of: 3, last: null },
    timer: timer('05-01'),
    stuck: false,
    stuckSince: null,
    historical: false,
    endedAt: null,
    ...changes,
  };
};
const judged = (changes: Partial<BoardEntry>): [string, string] => [
  levelOf(entry(changes), outlook),
  whyOf(entry(changes), outlook),
];

describe('a line of the board', () => {
  it.each<[Partial<BoardEntry>, string, string]>([
    [{}, 'waiting', 'due in 91 days; it waits on GIN'],
    [
      { dueAt: null, waitsOn: ['chair', 'secretariat'] },
      'waiting',
      'no date; so since 2013-01-01; it waits on the Chair and the Secretariat',
    ],
    [
      { dueAt: null, waitsOn: [] },
      'waiting',
      'no date; so since 2013-01-01; next, the term passes on 2013-05-01',
    ],
    [{ dueAt: at('03-03') }, 'due-soon', 'due in 36 hours; it waits on GIN'],
    [
      { dueAt: at('02-17'), rung: { reached: 2, of: 3, last: 'the Chair was told' } },
      'late',
      'late by 12 days; GIN was pressed twice (of 3; last: the Chair was told) and has not acted',
    ],
    [
      { dueAt: at('03-01'), rung: { reached: 0, of: 0, last: null }, waitsOn: ['participants'] },
      'late',
      'late by 12 hours; the Participants have not acted',
    ],
    [
      { waitsOn: ['AGO', 'CAF'], dueAt: at('03-03') },
      'at-risk',
      'due in 36 hours and nobody at CAF can be reached: the last mail came back',
    ],
    [{ waitsOn: ['SC'] }, 'at-risk', 'due in 91 days and no contact of SC is known'],
    [
      { waitsOn: ['AGO', 'ARM', 'GIN'], unreachable: ['ARM'] },
      'at-risk',
      'due in 91 days and nobody at ARM can be reached (noted in the case)',
    ],
    [
      { waitsOn: ['LBR', 'TGO'] },
      'at-risk',
      'due in 91 days and nobody at LBR can be reached: everybody is away, and nobody at TGO can be reached: some are away, and the last mail to the others came back',
    ],
    [{ timer: null }, 'at-risk', 'due in 91 days and no timer is armed: nothing will happen when it passes'],
    [
      { dueAt: at('03-10'), since: at('02-01'), rung: { reached: 1, of: 3, last: null } },
      'at-risk',
      'due in 8 days; GIN was pressed once (of 3) and has not acted in 28 days',
    ],
    [
      { dueAt: at('02-01'), postponedUntil: at('04-01'), pressesAt: at('04-01') },
      'postponed',
      'postponed until 2013-04-01; it was due on 2013-01-31',
    ],
    [
      { stuck: true, stuckSince: at('02-20'), timer: null },
      'stuck',
      'its timer is not armed: the case is stuck since 2013-02-20; what GIN owes is due on 2013-05-31',
    ],
    [
      { timer: timer('03-01') },
      'stuck',
      '«the term passes» should have come 12 hours ago and did not; what GIN owes is due on 2013-05-31',
    ],
    [{ endedAt: at('02-27') }, 'closed', 'ended 2 days ago'],
    [
      { historical: true, dueAt: at('01-01') },
      'waiting',
      'part of an imported history: its timers never fire, and nobody is pressed',
    ],
  ])('%j', (changes, level, why) => {
    expect(judged(changes)).toEqual([level, why]);
  });

  it.each<[string, Partial<BoardEntry>, string]>([
    ['what is due at this instant is late', { dueAt: NOW }, 'late'],
    ['a millisecond later it is not', { dueAt: '2013-03-01T12:00:00.001Z' as Instant }, 'due-soon'],
    ['72 hours ahead is soon', { dueAt: '2013-03-04T12:00:00.000Z' as Instant }, 'due-soon'],
    ['a millisecond more is not', { dueAt: '2013-03-04T12:00:00.001Z' as Instant }, 'waiting'],
    [
      'a timer of 30 seconds ago may still come',
      { timer: { ...timer('03-01'), at: '2013-03-01T11:59:30.000Z' as Instant } },
      'waiting',
    ],
    [
      'one of longer ago did not',
      { timer: { ...timer('03-01'), at: '2013-03-01T11:59:29.999Z' as Instant } },
      'stuck',
    ],
    [
      'silence far from the date is none yet',
      { dueAt: at('04-10'), since: at('01-01'), rung: { reached: 1, of: 3, last: null } },
      'waiting',
    ],
    ['nor before anybody was pressed', { dueAt: at('03-10'), since: at('01-01') }, 'waiting'],
    [
      'nor so soon',
      { dueAt: at('03-10'), since: at('02-20'), rung: { reached: 1, of: 3, last: null } },
      'waiting',
    ],
    [
      'a postponement that has run out presses again',
      { dueAt: at('02-01'), postponedUntil: at('02-10'), pressesAt: at('02-10') },
      'late',
    ],
    ['a code that is not waited on any more is nobody’s trouble', { unreachable: ['CAF'] }, 'waiting'],
  ])('%s', (_what, changes, level) => {
    expect(levelOf(entry(changes), outlook)).toBe(level);
  });

  it('says whether its timer will fire', () => {
    expect(
      [
        {},
        { timer: null },
        { stuck: true, stuckSince: NOW },
        { historical: true },
        { timer: timer('02-01') },
      ].map((changes) => isArmed(entry(changes), outlook)),
    ).toEqual([true, false, false, false, false]);
  });

  it('names three, and how many others', () => {
    const waitsOn = ['AGO', 'ARM', 'AUS', 'BWA', 'CAN'];
    expect(whyOf(entry({ waitsOn }), outlook)).toBe('due in 91 days; it waits on AGO, ARM, AUS and 2 others');
  });
});
