/** What follows from an imported case belongs to its history: other cases and the registry, at the instant at which it followed. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { CaseReader, OutboxDispatcher, OutboxWriter } from '../../src/engine/index.js';
import type { CaseId } from '../../src/kernel/ids.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { Replays, readPrecedent } from '../../src/modules/precedents/index.js';
import { Standing } from '../../src/modules/registry/index.js';
import { mandate } from '../../workflows/mandate/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

const FILE = join(import.meta.dirname, '../support/precedents/two-mandates.yaml');
const THEN = '2013-05-01T09:00:00.000Z' as Instant;
const REFERENCE = 'KP/MANDATE/2012/99x';

describe('what follows from an imported case', () => {
  let t: TestApp;
  let caseId: CaseId;
  beforeAll(async () => {
    t = await startTestApp('2026-01-01T00:00:00.000Z');
    const replay = await t.app.get(Replays).play(readPrecedent(FILE));
    if (!replay.caseId) throw new Error('the history has no case');
    caseId = replay.caseId;
  }, 60_000);
  afterAll(() => t.close());

  /** Carries out an effect of that case, as if it had asked for it then. @returns what became of it */
  const carriedOut = async (topic: string, payload: JsonObject): Promise<unknown> => {
    const { manager } = t.app.get(DataSource);
    const effect = { topic, payload, caseId, because: { occurredAt: THEN, late: false } };
    const id = await t.app.get(OutboxWriter).enqueue(manager, effect);
    await t.app.get(OutboxDispatcher).settle();
    const rows = await manager.query<unknown[]>('select status, outcome from outbox_message where id = $1', [
      id,
    ]);
    return rows[0];
  };
  const child = async () => {
    const [file] = await t.app.get(CaseReader).list({ workflow: mandate.name, reference: REFERENCE });
    return file;
  };

  it('a case it opens is imported, too, and begins then', async () => {
    const payload = {
      ...{ meeting: 'KP/PLENARY/2012', clauseId: '99x', paragraph: 99, title: 'More', task: 'report more' },
      ...{ zone: 'UTC', givenAt: THEN, addressees: ['ZAF'] },
    };
    const opening = { workflow: mandate.name, key: 'more', payload };
    expect(await carriedOut('open-case', opening)).toEqual({ status: 'done', outcome: '' });
    expect(await child()).toMatchObject({ historical: true, createdAt: THEN });
  });

  it('a case it tells something is told then', async () => {
    const told = { workflow: mandate.name, reference: REFERENCE, key: 'more', command: 'date-event' };
    const payload = { event: 'plenary-2013', at: '2013-11-19T09:00:00.000Z', source: 'made up' };
    expect(await carriedOut('tell-case', { ...told, payload })).toMatchObject({
      status: 'parked',
      outcome: expect.stringContaining(`to tell «${REFERENCE}» date-event`),
    });
    const received = await t.app
      .get(DataSource)
      .query("select iso(received_at) as at from inbox where type = 'date-event'");
    expect(received).toEqual([{ at: THEN }]);
  });

  it('what it writes into the registry holds from then, and is left alone where the registry knows better of a later day', async () => {
    const act = { act: 'trade-status', status: 'suspended', note: '', at: THEN, source: 'made up' };
    expect(await carriedOut('registry-act', { ...act, party: 'GHA' })).toEqual({
      status: 'done',
      outcome: '',
    });
    const standing = await t.app.get(Standing).tradeStatuses({ at: THEN });
    expect(standing).toContainEqual(
      expect.objectContaining({ party: 'GHA', status: 'suspended', validFrom: THEN }),
    );
    expect(await carriedOut('registry-act', { ...act, party: 'VEN' })).toMatchObject({
      status: 'skipped',
      outcome: expect.stringContaining('«VEN» already has an entry in that time'),
    });
  });

  it('its timers run with those of the case that opened it, and those of other histories do not', async () => {
    const precedent = readPrecedent(FILE);
    if (precedent.kind !== 'casework') throw new Error(`${FILE} is no history of cases`);
    const other = JSON.parse(JSON.stringify(precedent).replaceAll('"99', '"other-99')) as typeof precedent; // as parsed
    const { caseId: unrelated } = await t.app.get(Replays).play({ ...other, name: 'other' });
    const fired = async (id: CaseId | null | undefined): Promise<number> =>
      (await t.app.get(CaseReader).timers(id as CaseId)).filter(({ status }) => status === 'fired').length; // a null fails there
    const before = [await fired((await child())?.caseId), await fired(unrelated)];
    const later = { at: '2014-12-01T00:00:00.000Z' as Instant, source: 'made up' };
    const look = { do: 'check' as const, case: 'report', expect: { status: 'reported' }, ...later };
    await t.app.get(Replays).play({ ...precedent, steps: [...precedent.steps, look] });
    const after = [await fired((await child())?.caseId), await fired(unrelated)];
    expect(after[0]).toBeGreaterThan(before[0] ?? 0);
    expect(after[1]).toBe(before[1]);
  });
});
