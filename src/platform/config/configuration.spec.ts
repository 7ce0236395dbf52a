import { afterEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { environmentSchema, readConfiguration, secretKey } from './index.js';

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'plenum-config-'));
  folders.push(made);
  return made;
}
afterEach(() => folders.splice(0).forEach((made) => rmSync(made, { recursive: true, force: true })));

/** The message of the refusal. */
function refusal(environment: Record<string, string>): string {
  try {
    readConfiguration(environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was accepted');
}

describe('readConfiguration', () => {
  it('needs nothing: on an empty environment it is the embedded Plenum on this machine', () => {
    expect(readConfiguration({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('./.plenum'),
      databaseUrl: null,
      redisUrl: null,
      smtpUrl: null,
      trustedProxies: 0,
      publicUrl: 'http://127.0.0.1:3000',
      simulatedClock: false,
      clockOfStore: true,
      role: 'all',
      secretKey: null,
      mailFrom: 'secretariat@plenum.example',
      mailWebhookToken: null,
      bounceDir: resolve('./.plenum/bounces'),
      oidc: null,
      digestAt: '07:00',
      sweepMs: 5000,
      horizonMs: 3_600_000,
      settleMs: 1000,
      launchUndoMs: 60_000,
      documentBytes: 10_485_760,
      maxAttempts: 5,
      logLevel: 'info',
      faultPoint: null,
      seed: 'kp-2012',
      session: { idleHours: 12, longestHours: 168 },
      board: { soonHours: 72, riskDays: 14, silentDays: 14, closedDays: 7, timerGraceMs: 30_000 },
      webhooks: {
        allowPrivate: false,
        timeoutMs: 15_000,
        retrySeconds: [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
        giveUpDays: 5,
      },
    });
  });

  it('takes an empty or blank variable for one that is not set', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: ' ', CLOCK: '' })).toEqual(readConfiguration({}));
  });

  it('gives a timer the settle time and one sweep to fire, and some room', () => {
    const { board } = readConfiguration({ SWEEP_SECONDS: '120', SETTLE_MS: '5000' });
    expect(board.timerGraceMs).toBe(149_000);
  });

  it.each(['soon', '5,,6', '-1', '1.5', '604801', Array.from({ length: 31 }, () => 1).join()])(
    'refuses «%s» as the waits between tries of a webhook',
    (waits) => {
      expect(refusal({ WEBHOOK_RETRY_SECONDS: waits })).toContain('WEBHOOK_RETRY_SECONDS: seconds to wait');
    },
  );

  it('is frozen', () => {
    expect(Object.isFrozen(readConfiguration({}))).toBe(true);
  });

  it('lists every fault at once, each with its variable and the remedy', () => {
    const message = refusal({
      PORT: 'eighty',
      CLOCK: 'sundial',
      ROLE: 'king',
      SWEEP_SECONDS: '0',
      PUBLIC_URL: 'plenum',
      MAIL_FROM: 'A <a@b>',
    });
    expect(message.split('\n')).toEqual([
      'The configuration has 6 fault(s):',
      '- PORT: a port number, 1 to 65535, or 0 for any free one (then say PUBLIC_URL) (is «eighty»)',
      '- PUBLIC_URL: an address such as https://plenum.example (is «plenum»)',
      '- CLOCK: «system» or «simulated» (is «sundial»)',
      '- ROLE: «all» (serve and work) or «api» (serve only) (is «king»)',
      '- MAIL_FROM: one plain address, such as secretariat@plenum.example (is «A <a@b>»)',
      '- SWEEP_SECONDS: at least 0.1 second(s) (is «0»)',
    ]);
  });

  it.each([
    'DATABASE_URL',
    'REDIS_URL',
    'SMTP_URL',
    'SECRET_KEY',
    'MAIL_WEBHOOK_TOKEN',
    'OIDC_CLIENT_SECRET',
  ])('never repeats a faulty %s, which may hold a password', (name) => {
    const message = refusal({ [name]: 'hunter2\u0007 ' });
    expect(message).toContain(`${name}: `);
    expect(message).not.toContain('hunter2');
  });

  describe('of an identity provider', () => {
    const PROVIDER = {
      OIDC_ISSUER: 'https://login.example/realms/kp',
      OIDC_CLIENT_ID: 'plenum',
      OIDC_CLIENT_SECRET: 'hunter2',
    };

    it('names the button after the host and asks for the address, unless told otherwise', () => {
      const { oidc } = readConfiguration(PROVIDER);
      expect(oidc).toEqual({
        issuer: 'https://login.example/realms/kp',
        clientId: 'plenum',
        clientSecret: 'hunter2',
        name: 'login.example',
        scopes: 'openid email',
      });
      const told = { OIDC_NAME: 'the ministry', OIDC_SCOPES: ' email  openid profile' };
      expect(readConfiguration({ ...PROVIDER, ...told }).oidc).toEqual({
        ...oidc,
        name: 'the ministry',
        scopes: 'email openid profile',
      });
    });

    it('takes all of it or nothing, beside every other fault', () => {
      expect(refusal({ OIDC_CLIENT_SECRET: 'hunter2', CLOCK: 'sundial' }).split('\n')).toEqual([
        'The configuration has 3 fault(s):',
        '- CLOCK: «system» or «simulated» (is «sundial»)',
        '- OIDC_ISSUER: set it beside OIDC_CLIENT_SECRET, or set none of them',
        '- OIDC_CLIENT_ID: set it beside OIDC_CLIENT_SECRET, or set none of them',
      ]);
      expect(refusal({ OIDC_NAME: 'the ministry' })).toContain('3 fault(s)');
    });

    it.each(['http://127.0.0.1:4000', 'http://[::1]:4000', 'http://localhost:4000'])(
      'takes plain http on this machine: %s',
      (issuer) => {
        expect(readConfiguration({ ...PROVIDER, OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer);
      },
    );

    it.each([
      'http://login.example',
      'http://127.0.0.1.example',
      'login.example',
      'ftp://login.example',
      'https://login.example/?tenant=1',
      'https://user:word@login.example',
    ])('refuses the issuer %s', (issuer) => {
      expect(refusal({ ...PROVIDER, OIDC_ISSUER: issuer })).toContain('OIDC_ISSUER: the https address');
    });

    it('refuses scopes without the address', () => {
      expect(refusal({ ...PROVIDER, OIDC_SCOPES: 'openid profile' })).toContain('OIDC_SCOPES: scopes parted');
    });
  });

  it.each([
    ['hexadecimal', 'AB'.repeat(32), 'ab'.repeat(32)],
    ['base64', Buffer.alloc(32, 0xfb).toString('base64'), 'fb'.repeat(32)],
    ['base64url', Buffer.alloc(32, 0xfb).toString('base64url'), 'fb'.repeat(32)],
  ])('takes a key in %s', (_, given, hex) => {
    expect(readConfiguration({ SECRET_KEY: given }).secretKey).toBe(hex);
  });

  it.each([
    ['31 bytes', 'ab'.repeat(31)],
    ['a sentence', 'correct horse battery staple, and then some more words'],
  ])('refuses a key of %s', (_, given) => {
    expect(refusal({ SECRET_KEY: given })).toContain('SECRET_KEY: at least 32 random bytes');
  });

  it('puts an IPv6 host into brackets, and takes a slash off the public address', () => {
    expect(readConfiguration({ HOST: '::1', PORT: '8080' }).publicUrl).toBe('http://[::1]:8080');
    expect(readConfiguration({ PUBLIC_URL: 'https://plenum.example/kp//' }).publicUrl).toBe(
      'https://plenum.example/kp',
    );
  });
});

describe('secretKey', () => {
  const configuration = (dataDir: string) => readConfiguration({ DATA_DIR: dataDir });

  it('is made once, kept for its owner only, and the same the next time', () => {
    const dataDir = join(folder(), 'not', 'there', 'yet');
    const made = secretKey(configuration(dataDir));
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(secretKey(configuration(dataDir))).toBe(made);
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('refuses a damaged key rather than sealing under it', () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'secret.key'), 'abc');
    expect(() => secretKey(configuration(dataDir))).toThrow(/does not hold a key/);
  });
});

describe('the environment', () => {
  it('is read in one file only', () => {
    const files = execFileSync(
      'grep',
      ['-rlE', 'process\\.env|process\\[.env', 'src', 'workflows', '--include=*.ts'],
      { encoding: 'utf8' },
    );
    expect(
      files
        .trim()
        .split('\n')
        .filter((file) => !file.endsWith('.spec.ts')),
    ).toEqual(['src/platform/config/configuration.ts']);
  });

  it('is explained to people, each variable once and no other', () => {
    const explained = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(explained.sort()).toEqual(
      Object.keys(environmentSchema.shape)
        .filter((name) => name !== 'PLENUM_FAULT')
        .sort(),
    );
  });
});
