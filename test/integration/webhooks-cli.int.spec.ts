/** Webhooks and tokens on the command line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addTokenCommands } from '../../src/cli/token.commands.js';
import { addWebhookCommands } from '../../src/cli/webhook.commands.js';
import { seedRegistry } from '../../src/modules/registry/index.js';
import { START_DATA } from '../../src/start.js';
import { commandLine } from '../support/command-line.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

/** Every call starts and stops an application of its own. */
jest.setTimeout(180_000);

let database: TestDatabase;
let folder: string;
const before = { ...process.env };
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'plenum-webhooks-cli-'));
  Object.assign(process.env, { DATABASE_URL: database.url, DATA_DIR: folder, SEED: 'none' });
  await database.dataSource.transaction((tx) => seedRegistry(tx, START_DATA));
});
afterAll(async () => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const run = commandLine((program) => {
  addWebhookCommands(program);
  addTokenCommands(program);
});

describe('webhooks', () => {
  it('registers, lists, tries, logs, rotates, disables and ends an endpoint', async () => {
    expect((await run('webhooks', 'list')).out).toContain('There is no endpoint yet');
    const register = ['webhooks', 'register', 'https://system.example/plenum', '--name', 'Customs'];
    const { out } = await run(...register, '--types', 'case.opened', 'case.ended', '--workflow', 'mandate');
    const [, secret, id = ''] = /^(whsec_\S{44})\n.*webhooks test ([0-9a-f-]{36})\n$/.exec(out) ?? [];
    expect((await run('webhooks', 'list')).out).toMatch(
      /^Customs +enabled +case\.opened case\.ended +mandate +0 +https:\/\/system\.example\/plenum +[0-9a-f-]{36}$/m,
    );
    expect((await run('webhooks', 'log', id)).out).toBe('It was told nothing yet.\n');
    await run('webhooks', 'test', id, '--as', 'SEC-1');
    const log = (await run('webhooks', 'log', id, '--status', 'waiting', '--limit', '5')).out;
    const [, message = ''] = /^([0-9a-f-]{36}) +webhook\.test +waiting/m.exec(log) ?? [];
    expect((await run('webhooks', 'redeliver', message)).out).toContain('It waits');
    const rotated = (await run('webhooks', 'rotate', id, '--no-overlap')).out;
    expect(rotated).toMatch(/^whsec_/);
    expect(rotated).not.toContain(secret);
    expect((await run('--json', 'webhooks', 'list')).out).toContain('"earlierSecretUntil": null');
    expect((await run('webhooks', 'disable', id, '--reason', 'moves')).out).toBe('«Customs» is disabled.\n');
    await expect(run('webhooks', 'test', id)).rejects.toThrow('operator: moves');
    expect((await run('webhooks', 'enable', id)).out).toBe('«Customs» is enabled.\n');
    expect((await run('webhooks', 'end', id)).out).toBe('«Customs» is ended.\n');
    await expect(run(...register.with(2, 'http://system.example/'))).rejects.toThrow('https://');
  });
});

describe('tokens', () => {
  it('makes one for a contact, lists and revokes it', async () => {
    const make = [
      'tokens',
      'make',
      '--name',
      'Reader',
      '--scopes',
      'cases:read',
      'board:read',
      '--days',
      '90',
    ];
    const { out } = await run(...make, '--as', 'GHA-1');
    const [, id = ''] = /^plenum_\S{43}\n.*GHA-1.*tokens revoke ([0-9a-f-]{36})\n$/.exec(out) ?? [];
    expect((await run('tokens', 'list')).out).toMatch(
      /^GHA-1 +Reader +cases:read board:read +live .* never /m,
    );
    expect((await run('tokens', 'list', '--as', 'SEC-1')).out).toContain('There is no token');
    expect((await run('tokens', 'revoke', id)).out).toBe('It is revoked.\n');
    expect((await run('tokens', 'list', '--as', 'GHA-1')).out).toContain(' revoked ');
    await expect(run(...make)).rejects.toThrow('--as');
    await expect(run(...make.with(-1, '400'), '--as', 'GHA-1')).rejects.toThrow('at most 365 days');
  });
});
