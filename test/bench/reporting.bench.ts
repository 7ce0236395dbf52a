/**
 * What ten years of reports cost to hold: annual, quarterly and half-yearly duties of every Participant of 2012, opened in batches through the
 * real application. Run by `npm run bench:reporting`; it prints figures and asserts only that all of them are there.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { OutboxMessage } from '../../src/engine/index.js';
import { startStep } from '../../src/engine/step.js';
import { type CaseId, type OutboxId, newId } from '../../src/kernel/ids.js';
import { toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { gatherCaseFacts } from '../../src/modules/casework/casework.facts.js';
import { Ladders } from '../../src/modules/casework/index.js';
import { OpeningsForEach } from '../../src/modules/casework/openings-for-each.service.js';
import { reportingDuty } from '../../workflows/reporting-duty/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const NOW = toInstant('2012-12-31T12:00:00Z');
/** `YEARS=2 npm run bench:reporting` opens two years of them. */
const COUNT = Number(process.env['YEARS'] ?? '10');
const YEARS = Array.from({ length: COUNT }, (_, index) => 2012 + index);
const RULES: Readonly<Record<string, readonly string[]>> = {
  'annual-report': [''],
  'trade-statistics': ['-Q1', '-Q2', '-Q3', '-Q4'],
  'production-statistics': ['-H1', '-H2'],
};
const SYSTEM = { kind: 'system', id: 'casework', name: 'Plenum' } as const;

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp(NOW);
}, 240_000);
afterAll(() => t.close(), 180_000);

it('years of reports of fifty-four Participants', async () => {
  const batches = YEARS.flatMap((year) =>
    Object.entries(RULES).flatMap(([rule, parts]) =>
      parts.map((part) => message(rule, `${year}${part}`, year + 1)),
    ),
  );
  const began = performance.now();
  for (const [index, batch] of batches.entries()) {
    await t.app.get(OpeningsForEach).carryOut(batch);
    if ((index + 1) % 7 === 0)
      print({ [`seconds after ${(index + 1) / 7} years`]: round((performance.now() - began) / 1000) });
  }
  const tookMs = performance.now() - began;
  const held = await sizes();
  const perCase = tookMs / held.cases;
  print({
    ...held,
    batches: batches.length,
    'seconds in all': round(tookMs / 1000),
    'ms for a batch of 54': round(tookMs / batches.length),
    'ms for a case': round(perCase),
    'of which the machine takes, ms': round(
      await meanOf(100, () => Promise.resolve(startStep(reportingDuty, example()))),
    ),
    'of which facts take, ms': round(await meanOf(100, () => facts())),
  });
  expect(held).toMatchObject({ cases: 54 * COUNT * 7, 'timers for a case': 1 });
}, 3_600_000);

function message(rule: string, period: string, dueIn: number): OutboxMessage {
  const payload: JsonObject = {
    ...{
      reference: `BENCH/${rule}/${period}/$party`,
      title: `${rule} for ${period}: $party`,
      source: 'made up',
    },
    ...{ party: '$party', report: rule, what: rule.replace('-', ' '), period, due: `${dueIn}-03-31` },
    ...{ basis: 'KP Core Document Annex III', organ: 'WGS' },
  };
  const of = { kind: 'participants', codes: null, also: [], except: [] };
  return {
    id: newId<OutboxId>(),
    caseId: null,
    eventSeq: null,
    topic: 'open-for-each',
    payload: {
      workflow: 'reporting-duty',
      of,
      at: NOW,
      key: `${rule}/${period}`,
      payload,
      each: {},
      back: null,
    },
    occurredAt: NOW,
    late: false,
    historical: false,
    attempts: 1,
    failures: 0,
  };
}

async function sizes() {
  const [row] = await t.app.get(DataSource).query<
    {
      cases: number;
      snapshot: number;
      stored: number;
      events: number;
      timers: number;
      effects: number;
      all: number;
    }[]
  >(
    `select count(*)::int as cases, avg(octet_length(snapshot::text))::int as snapshot, avg(pg_column_size(snapshot))::int as stored,
       (select count(*) from case_event)::int as events, (select count(*) from timer)::int as timers,
       (select count(*) from outbox_message)::int as effects,
       (select sum(pg_total_relation_size(oid)) from pg_class where relname in ('case_file', 'case_event', 'timer', 'inbox', 'outbox_message'))::float8 as "all"
     from case_file where workflow = 'reporting-duty'`,
  );
  if (!row) throw new Error('no sizes');
  return {
    cases: row.cases,
    'bytes of a memory': row.snapshot,
    'bytes of a memory, as stored': row.stored,
    'events for a case': row.events / row.cases,
    'timers for a case': row.timers / row.cases,
    'effects for a case': row.effects / row.cases,
    'kilobytes on disk for a case, with indexes': round(row.all / row.cases / 1024),
    'megabytes on disk in all': round(row.all / 1024 / 1024),
  };
}

async function facts(): Promise<JsonObject> {
  const { manager } = t.app.get(DataSource);
  const { payload } = example();
  const question = { caseId: newId<CaseId>(), type: 'start', actor: SYSTEM, payload, receivedAt: NOW };
  return gatherCaseFacts(manager, question, t.app.get(Ladders));
}

function example() {
  const [first] = reportingDuty.examples;
  if (!first) throw new Error('no example');
  return {
    ...first,
    facts: { ...first.facts, ladders: JSON.parse(JSON.stringify(t.app.get(Ladders).all())) as JsonObject },
  };
}

async function meanOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let done = 0; done < count; done += 1) await work();
  return (performance.now() - began) / count;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(figures: Readonly<Record<string, number>>): void {
  const lines = Object.entries(figures).map(([what, value]) => `${what.padEnd(48)} ${value}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
