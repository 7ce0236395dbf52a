/** The bench of the board runs, on a store of a few hundred cases: its figures are for people, that it works is for us. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { createBareDatabase } from '../support/database.js';

const SCRIPT = join(import.meta.dirname, '../../scripts/bench-board.mjs');

it('asks the board every question, finds something of each kind of case, and prints the slowest plan', async () => {
  const store = await createBareDatabase();
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], {
      env: {
        ...process.env,
        BENCH_DATABASE_URL: store.url,
        BENCH_CASES: '800',
        BENCH_RUNS: '1',
        BENCH_FACTOR: '1000',
      },
      timeout: 170_000,
    });
    expect(stdout).toMatch(/^\d+ rows of 800 open cases; /);
    expect(stdout).toMatch(/mandate \d+, reporting-duty \d+, review-visit \d+, enforcement-notice \d+/);
    expect(stdout).toContain('a rare procedure, late');
    expect(stdout).toMatch(/actual time=.*rows=/);
    expect(stdout).toContain('is below 50000 ms');
  } finally {
    await store.close();
  }
}, 180_000);
