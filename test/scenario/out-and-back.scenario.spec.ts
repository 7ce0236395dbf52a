/** A removal, the admission that follows it, and the registry, through the engine and the effects that join them. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Replays, readPrecedent } from '../../src/modules/precedents/index.js';
import { workflows } from '../../workflows/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

const FILE = join(import.meta.dirname, '../support/precedents/out-and-back.yaml');

describe('a Participant that is removed and readmitted', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp('2026-01-01T00:00:00.000Z');
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 60_000);

  it('is out by the decision, back by the admission, and the two cases and the registry say so at every date', async () => {
    const { steps } = await t.app.get(Replays).play(readPrecedent(FILE));
    expect(steps.flatMap((step) => step.faults.map((fault) => `${step.at} ${step.what}: ${fault}`))).toEqual(
      [],
    );
  }, 60_000);
});
