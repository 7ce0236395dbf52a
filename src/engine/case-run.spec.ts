import { describe, expect, it } from '@jest/globals';
import { person, shutToy as shut, toy } from '../../test/support/toy.workflow.js';
import type { CaseId, CommandId, TimerId } from '../kernel/ids.js';
import { type Instant, addMs, toInstant } from '../kernel/instant.js';
import type { JsonObject } from '../kernel/json.js';
import type { StartInput, WorkflowDefinition } from '../kernel/workflow.js';
import { CaseRun } from './case-run.js';
import { Rehearsal } from './rehearsal.js';
import { startStep } from './step.js';
import type { InboxRow } from './stores/inbox.store.js';
import type { TimerRow } from './stores/timer.store.js';

const CLOSING = toInstant('2026-01-02T00:00:00Z');
const ID = '00000000-0000-7000-8000-000000000001' as CaseId;

const timer: TimerRow = {
  id: 't' as TimerId,
  caseId: ID,
  name: 'closing',
  xstateId: 'x',
  epoch: 1,
  event: { type: 'x' },
  basis: null,
  armedAt: CLOSING,
  dueAt: CLOSING,
  status: 'armed',
  endedAt: null,
  attempts: 0,
  ripe: true,
  handedOver: false,
};

const received = (at: Instant): InboxRow => ({
  seq: '1',
  commandId: 'c' as CommandId,
  caseId: ID,
  type: 'vote',
  fingerprint: '',
  actor: person('alice'),
  payload: {},
  receivedAt: at,
  status: 'pending',
  outcome: null,
  attempts: 0,
  ripe: true,
});

/** A run whose clock was read at `now`, with one timer armed. */
const runAt = (
  now: Instant,
  {
    definition,
    snapshot,
    due,
  }: { definition: WorkflowDefinition; snapshot: JsonObject | null; due: TimerRow } = {
    definition: toy,
    snapshot: null,
    due: timer,
  },
): CaseRun =>
  new CaseRun({
    definition,
    row: {
      id: ID,
      workflow: 'toy',
      version: 1,
      health: 'sound',
      trouble: null,
      ended: false,
      snapshot,
      revision: 1,
      eventCount: 1,
      lastHash: '',
      lastInstant: null,
      historical: false,
      createdAt: now,
    },
    timers: [due],
    epochs: new Map(),
    lastFired: null,
    now,
  });

describe('what comes next in a case', () => {
  it('is a command received before the deadline', () => {
    expect(runAt(addMs(CLOSING, 5000)).next([received(addMs(CLOSING, -1))], 1000).kind).toBe('command');
  });

  it.each([0, 1])('is the deadline, for a command received %i ms after it', (ms) => {
    expect(runAt(addMs(CLOSING, 5000)).next([received(addMs(CLOSING, ms))], 1000).kind).toBe('timer');
  });

  it('is to wait, for a command received after the deadline though the clock was read before it', () => {
    const next = runAt(addMs(CLOSING, -5)).next([received(addMs(CLOSING, 2))], 1000);
    expect(next).toEqual({ kind: 'wait', until: addMs(CLOSING, 1000) });
  });

  it('is nothing while the deadline lies ahead, and to wait until it has settled', () => {
    expect(runAt(addMs(CLOSING, -5)).next([], 1000).kind).toBe('nothing');
    expect(runAt(addMs(CLOSING, 5)).next([], 1000)).toEqual({ kind: 'wait', until: addMs(CLOSING, 1000) });
  });
});

const opening: StartInput = { caseId: ID, occurredAt: CLOSING, actor: person('a'), payload: {}, facts: {} };

describe('a timer that comes due', () => {
  const runOf = (type: string): { run: CaseRun; due: TimerRow } => {
    const due = { ...timer, event: { type } };
    const run = runAt(addMs(CLOSING, 5000), {
      definition: shut,
      snapshot: startStep(shut, opening).snapshot,
      due,
    });
    return { run, due };
  };

  it('is cancelled when nobody listens to it any more', () => {
    const { run, due } = runOf('xstate.after.closing.shut.elsewhere');
    run.fire(due);
    expect(run.endedTimers().map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('is a fault when it is waited for and no guard lets it through, and stays armed', () => {
    const { run, due } = runOf('xstate.after.closing.shut.waiting');
    expect(() => run.fire(due)).toThrow(/waited for in the state «waiting», but no guard lets it through/);
    expect(run.armedTimers()).toEqual([due]);
  });

  it('is a fault in a rehearsal, too', () => {
    expect(() => new Rehearsal(shut, opening).toTheEnd()).toThrow(/no guard lets it through/);
  });
});
