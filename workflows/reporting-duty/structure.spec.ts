import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { type ReportingDutyContext, reportingDutyContextSchema } from './reporting-duty.context.js';
import { reportingDutyMachine } from './reporting-duty.machine.js';
import { reportingDuty } from './reporting-duty.workflow.js';

const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };
const say = (type: string, payload: JsonObject): Move => ({ type, payload: () => payload, by: chair });
const MOVES: readonly Move[] = [
  say('submit', { figures: 'x' }),
  say('find-incomplete', { missing: ['x'] }),
  say('assess', {}),
  say('assess', { findings: [{ id: 'a', text: 'x', severity: 'serious' }] }),
  say('answer-finding', { finding: 'a', text: 'x' }),
  say('settle-finding', { finding: 'a', content: true }),
  say('settle-finding', { finding: 'a', content: false }),
  say('ask-to-engage', { words: 'x' }),
  say('engage', { by: 'chair', text: 'x' }),
  say('propose-measure', { reference: 'x', title: 'x', text: 'x' }),
  say('excuse', { duty: 'report', reason: 'x' }),
  say('postpone', { duty: 'report', until: '2012-06-30', reason: 'x' }),
  say('drop', { reason: 'x' }),
];
const REPORTS = KP_LADDERS['reports'] as JsonObject; // an object of the file, as the schema of ladders has it
const RUNGS = REPORTS['rungs'] as readonly JsonObject[];
const LAST = '2012-12-01';
const memory = (stand: Stand): ReportingDutyContext => reportingDutyContextSchema.parse(stand.context);
const openIds = ({ duties }: ReportingDutyContext) =>
  duties.filter(({ closed }) => !closed).map(({ id }) => id);

/** Two places are alike when the same is open, as late, climbed as far, and the same has happened at all; time beyond the last day is not followed. */
function likeness(stand: Stand): unknown {
  if (stand.now.slice(0, 10) > LAST) return 'later';
  const { duties, returns, submissions, findings, engagements, measure } = memory(stand);
  const open = duties.filter(({ closed }) => !closed);
  return [
    open.map(({ id, lateSince, climbs, postponed }) => [
      id,
      lateSince !== null,
      climbs.length,
      postponed !== null,
    ]),
    [returns, submissions, engagements].map(({ length }) => length > 0),
    measure !== null,
    findings.map(({ answer, settled }) => [answer !== null, settled !== null]),
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const { submissions, ending, findings, measure } = context;
  expect(stand.ended).toBe(ending !== null);
  expect(submissions.length).toBeGreaterThanOrEqual(memory(before).submissions.length);
  if (measure === null) expect(memory(before).measure).toBeNull();
  if (stand.ended) {
    expect(openIds(context)).toEqual([]);
    expect(stand.timers).toEqual([]);
    if (ending?.how === 'closed') expect(submissions.length).toBeGreaterThan(0);
  } else {
    // somebody is always awaited
    expect(openIds(context)).not.toEqual([]);
  }
  if (stand.state.includes('overdue')) expect(openIds(context)).toContain('report');
  if (stand.state.includes('findings')) expect(findings.some(({ settled }) => settled === null)).toBe(true);
  const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const timers = stand.timers.map(({ name, dueAt }) => ({ name, dueAt }));
  const described = reportingDuty.describe({ state, context: stand.context, timers });
  expect(described.needed).toMatch(/\S/);
  expect(described.needed).not.toMatch(/undefined|null|NaN|\[object/);
}

describe('a walk along every path of a report, like paths followed once', () => {
  it('keeps the invariants everywhere and reaches every state', () => {
    const [example] = reportingDuty.examples;
    if (!example) throw new Error('no example');
    const payload = { ...(example.payload as JsonObject), earlier: [{ period: '2010', how: 'late' }] };
    const [first] = RUNGS;
    const ladders = { reports: { ...REPORTS, remindDaysBefore: [1], rungs: [first ?? null] } }; // more rungs are more of the same
    const facts = { ...example.facts, ladders };
    const start = { ...example, payload, facts };
    const reached = walk(reportingDuty, start, MOVES, likeness, requireInvariants);
    const all = Object.keys(reportingDutyMachine.states['progress']?.states ?? {});
    const seen = [...reached].join(' ');
    expect(all.filter((state) => !seen.includes(`progress.${state}`))).toEqual([]);
  }, 120_000);
});
