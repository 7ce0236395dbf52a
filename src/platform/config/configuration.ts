/**
 * The configuration: one schema, and the only file that reads the environment. Every fault is listed at once, with the
 * variable's name and the remedy; the checked values are the ones used.
 */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { type OidcSettings, oidcFaults, oidcSettings, oidcVariables } from './oidc-settings.js';

const PORT_NUMBER = 'a port number, 1 to 65535, or 0 for any free one (then say PUBLIC_URL)';
const port = z.coerce
  .number({ error: PORT_NUMBER })
  .int(PORT_NUMBER)
  .min(0, PORT_NUMBER)
  .max(65_535, PORT_NUMBER);
const seconds = (fallback: number, least: number): z.ZodDefault<z.ZodType<number>> =>
  z.coerce
    .number({ error: 'a number of seconds' })
    .min(least, `at least ${least} second(s)`)
    .max(86_400, 'at most a day (86400)')
    .default(fallback);
const count = (unit: string, fallback: number): z.ZodDefault<z.ZodType<number>> =>
  z.coerce
    .number({ error: `a whole number of ${unit}` })
    .int(`a whole number of ${unit}`)
    .min(1, `at least 1 of ${unit}`)
    .max(10_000, 'at most 10000')
    .default(fallback);
const urlOf = (protocols: readonly string[], example: string): z.ZodType<string> =>
  z
    .string()
    .refine(
      (text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)) && URL.canParse(text),
      `an address such as ${example}`,
    );

const RETRIES =
  'seconds to wait before each try after the first, such as 5,300,1800: at most 30, each at most a week';
const retries = z
  .string()
  .regex(/^\d+(,\d+){0,29}$/, RETRIES)
  .transform((text) => text.split(',').map(Number))
  .refine((waits) => waits.every((wait) => wait <= 604_800), RETRIES);

/** Variables whose value may hold a password or a key: a fault names them and never repeats what they held. */
const SECRET = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'SECRET_KEY',
  'MAIL_WEBHOOK_TOKEN',
  'OIDC_CLIENT_SECRET',
]);

/** The environment as Plenum understands it. `.env.example` explains each variable to people. */
export const environmentSchema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./.plenum'),
  DATABASE_URL: urlOf(['postgres', 'postgresql'], 'postgres://user:password@host:5432/plenum').optional(),
  REDIS_URL: urlOf(['redis', 'rediss'], 'redis://host:6379').optional(),
  SMTP_URL: urlOf(['smtp', 'smtps'], 'smtp://user:password@host:587').optional(),
  PUBLIC_URL: urlOf(['http', 'https'], 'https://plenum.example')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  TRUSTED_PROXIES: z.coerce
    .number({ error: 'how many proxies stand in front, such as 1' })
    .int()
    .min(0, '0 or more')
    .max(10, 'at most 10')
    .default(0),
  CLOCK: z.enum(['system', 'simulated'], { error: '«system» or «simulated»' }).optional(),
  ROLE: z.enum(['all', 'api'], { error: '«all» (serve and work) or «api» (serve only)' }).default('all'),
  SECRET_KEY: z
    .string()
    .transform(asHex)
    .refine(
      (hex) => hex.length >= 64,
      'at least 32 random bytes in hexadecimal or base64, such as `openssl rand -hex 32` prints',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'one plain address, such as secretariat@plenum.example')
    .default('secretariat@plenum.example'),
  MAIL_WEBHOOK_TOKEN: z.string().min(24, 'at least 24 characters').optional(),
  BOUNCE_DIR: z.string().optional(),
  ...oidcVariables,
  DIGEST_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'an hour of the day, such as 07:00')
    .default('07:00'),
  SESSION_HOURS: count('hours', 12),
  SESSION_LONGEST_HOURS: count('hours', 168),
  LAUNCH_UNDO_SECONDS: seconds(60, 0),
  DOCUMENT_MEGABYTES: count('megabytes', 10).refine((size) => size <= 100, 'at most 100'),
  SWEEP_SECONDS: seconds(5, 0.1),
  TIMER_HORIZON_SECONDS: seconds(3600, 1),
  SETTLE_MS: z.coerce
    .number({ error: 'milliseconds' })
    .int()
    .min(0)
    .max(60_000, 'at most 60000')
    .default(1000),
  MAX_ATTEMPTS: z.coerce.number({ error: 'a whole number' }).int().min(1, 'at least 1').max(100).default(5),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'fatal, error, warn, info, debug or silent',
    })
    .default('info'),
  PLENUM_FAULT: z
    .enum(['inbox-stored', 'before-commit', 'committed', 'handed-over', 'effect-leased', 'effect-done'])
    .optional(),
  SEED: z.enum(['kp-2012', 'none'], { error: '«kp-2012» or «none»' }).default('kp-2012'),
  BOARD_SOON_HOURS: count('hours', 72),
  BOARD_RISK_DAYS: count('days', 14),
  BOARD_SILENT_DAYS: count('days', 14),
  BOARD_CLOSED_DAYS: count('days', 7),
  WEBHOOK_PRIVATE: z.enum(['0', '1'], { error: '«1» or «0»' }).default('0'),
  WEBHOOK_TIMEOUT_SECONDS: seconds(15, 1),
  WEBHOOK_RETRY_SECONDS: retries.prefault('5,300,1800,7200,18000,36000,50400,72000,86400'),
  WEBHOOK_GIVE_UP_DAYS: count('days', 5),
});

/** A timer fires within the settle time and one sweep; so much longer may a busy machine take. */
const TIMER_ROOM_MS = 24_000;

/** The checked configuration, frozen. Paths are absolute, lengths in milliseconds. */
export interface Configuration {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  /** address people use, no slash at the end */
  readonly publicUrl: string;
  /** how many reverse proxies stand in front and may name the caller's address */
  readonly trustedProxies: number;
  readonly simulatedClock: boolean;
  /**
   * nobody said which clock, on a machine that keeps its own store and its own mails: then the store's, and a new store begins
   * on a simulated one, to try things out (`settleClock` decides)
   */
  readonly clockOfStore: boolean;
  readonly role: 'all' | 'api';
  readonly secretKey: string | null;
  readonly mailFrom: string;
  readonly mailWebhookToken: string | null;
  readonly bounceDir: string;
  /** null where a body has no identity provider: people then sign in by a mailed link alone */
  readonly oidc: OidcSettings | null;
  /** local hour at which a recipient gets the day's reminders in one mail, `HH:MM` */
  readonly digestAt: string;
  /** how long a confirmed launch can be undone, by the law's clock, before anybody is written to; assumed */
  readonly launchUndoMs: number;
  /** longest file that is kept as a document of a decision; assumed: mailboxes of ministries take about as much */
  readonly documentBytes: number;
  readonly sweepMs: number;
  readonly horizonMs: number;
  readonly settleMs: number;
  readonly maxAttempts: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly faultPoint: z.output<typeof environmentSchema>['PLENUM_FAULT'] | null;
  readonly seed: 'kp-2012' | 'none';
  readonly board: BoardSettings;
  readonly webhooks: WebhookSettings;
  readonly session: SessionLife;
}

/** How webhooks are sent. The waits between tries and what disables an endpoint are those that Standard Webhooks suggests. */
export interface WebhookSettings {
  /** whether endpoints may lie at private addresses, such as this machine: for trials and closed networks */
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  /** seconds to wait after the first failed try, after the second, and so on; then a message is given up */
  readonly retrySeconds: readonly number[];
  /** an endpoint that took nothing for so many days is disabled */
  readonly giveUpDays: number;
}

/** How long somebody stays signed in. No rule is known: the defaults are assumed. */
export interface SessionLife {
  /** a session ends so many hours after its last use */
  readonly idleHours: number;
  /** and so many hours after it was opened, however much it is used */
  readonly longestHours: number;
}

/** What the deadline board calls near, silent and recent. No figure is known of the KP: the defaults are assumed. */
export interface BoardSettings {
  /** closing soon: due within so many hours */
  readonly soonHours: number;
  /** silence puts at risk what is due within so many days */
  readonly riskDays: number;
  /** silent: waited for so many days, pressed, and nothing came */
  readonly silentDays: number;
  /** recently closed: ended within so many days */
  readonly closedDays: number;
  /** an armed timer that is later than this did not fire */
  readonly timerGraceMs: number;
}

/**
 * Reads and checks the environment.
 *
 * @param environment variables by name; an empty text counts as not set. Default: the process's own.
 * @returns the configuration
 * @throws DomainError `configuration.invalid` with every faulty variable and its remedy
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Configuration {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = environmentSchema.safeParse(set);
  const issues = result.error?.issues ?? [];
  const faults = issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}${heldBefore(String(path[0]), set)}`,
  );
  faults.push(...oidcFaults(set));
  if (!result.success || faults.length > 0) {
    throw new DomainError(
      'configuration.invalid',
      'invalid',
      `The configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`,
      { faults },
    );
  }
  return Object.freeze(configurationOf(result.data));
}

function heldBefore(name: string, set: Readonly<Record<string, string | undefined>>): string {
  return SECRET.has(name) ? ' (the value is not shown here)' : ` (is «${set[name] ?? ''}»)`;
}

/** Hexadecimal digits stay; base64 and base64url become them; anything else gives no digits at all. */
function asHex(text: string): string {
  if (/^([0-9a-fA-F]{2})+$/.test(text)) return text.toLowerCase();
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return '';
  return Buffer.from(text, 'base64').toString('hex');
}

function configurationOf(env: z.output<typeof environmentSchema>): Configuration {
  const dataDir = resolve(env.DATA_DIR);
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    publicUrl: env.PUBLIC_URL ?? `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`,
    trustedProxies: env.TRUSTED_PROXIES,
    simulatedClock: env.CLOCK === 'simulated',
    clockOfStore: !env.CLOCK && !env.DATABASE_URL && !env.SMTP_URL,
    role: env.ROLE,
    secretKey: env.SECRET_KEY ?? null,
    mailFrom: env.MAIL_FROM,
    mailWebhookToken: env.MAIL_WEBHOOK_TOKEN ?? null,
    bounceDir: resolve(env.BOUNCE_DIR ?? join(dataDir, 'bounces')),
    oidc: oidcSettings(env),
    digestAt: env.DIGEST_AT,
    launchUndoMs: env.LAUNCH_UNDO_SECONDS * 1000,
    documentBytes: env.DOCUMENT_MEGABYTES * 1024 * 1024,
    sweepMs: env.SWEEP_SECONDS * 1000,
    horizonMs: env.TIMER_HORIZON_SECONDS * 1000,
    settleMs: env.SETTLE_MS,
    maxAttempts: env.MAX_ATTEMPTS,
    logLevel: env.LOG_LEVEL,
    faultPoint: env.PLENUM_FAULT ?? null,
    seed: env.SEED,
    session: { idleHours: env.SESSION_HOURS, longestHours: env.SESSION_LONGEST_HOURS },
    board: {
      soonHours: env.BOARD_SOON_HOURS,
      riskDays: env.BOARD_RISK_DAYS,
      silentDays: env.BOARD_SILENT_DAYS,
      closedDays: env.BOARD_CLOSED_DAYS,
      timerGraceMs: env.SETTLE_MS + env.SWEEP_SECONDS * 1000 + TIMER_ROOM_MS,
    },
    webhooks: {
      allowPrivate: env.WEBHOOK_PRIVATE === '1',
      timeoutMs: env.WEBHOOK_TIMEOUT_SECONDS * 1000,
      retrySeconds: env.WEBHOOK_RETRY_SECONDS,
      giveUpDays: env.WEBHOOK_GIVE_UP_DAYS,
    },
  };
}
