/** The whole application on a test database and a free port, on a simulated clock, its mail in files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { TimeMachine } from '../../src/engine/index.js';
import { type Instant } from '../../src/kernel/instant.js';
import { seedCompendium } from '../../src/modules/compendium/index.js';
import { Mailbox } from '../../src/modules/notifications/index.js';
import { seedOrgans } from '../../src/modules/organs/index.js';
import { seedRegistry } from '../../src/modules/registry/index.js';
import { SignIn } from '../../src/modules/sign-in/index.js';
import { type Configuration, readConfiguration } from '../../src/platform/config/index.js';
import { freePort } from '../../src/platform/database/index.js';
import { START_DATA, startServing } from '../../src/start.js';
import { createTestDatabase } from './database.js';

/** An HTTP answer, its body read. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}

/** The running application, and verbs to use it as the people of a procedure would. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly configuration: Configuration;
  readonly timeMachine: TimeMachine;
  readonly mailbox: Mailbox;
  /** headers of a request as a contact of the registry */
  session(as: string): Promise<Record<string, string>>;
  /** REST as a contact of the registry */
  get<Body = Record<string, unknown>>(as: string | null, path: string): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(
    as: string | null,
    path: string,
    body: object,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** headers of a session of that contact */
  bearer(as: string): Promise<Record<string, string>>;
  /** lets legal time pass; deadlines on the way fire and their mails go out */
  travelTo(instant: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Boots the application with the Kimberley Process's registry and organs, at an instant of the test's choosing.
 *
 * @param data folder of the start data; one that is named has its Compendium loaded, too
 * @param environment variables that the test needs to be others
 */
export async function startTestApp(
  at: string,
  data?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-app-'));
  const port = Number(environment['PORT'] ?? (await freePort()));
  const url = `http://127.0.0.1:${port}`;
  const configuration = readConfiguration({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    CLOCK: 'simulated',
    SEED: 'none',
    LOG_LEVEL: 'silent',
    SWEEP_SECONDS: '1',
    ...environment,
  });
  await database.dataSource.query('insert into simulated_clock (instant) values ($1)', [at]);
  await database.dataSource.transaction(async (tx) => {
    await seedRegistry(tx, data ?? START_DATA);
    await seedOrgans(tx, data ?? START_DATA);
    if (data) await seedCompendium(tx, data);
  });
  const running = await startServing(configuration, 'all');
  const { app } = running;
  const sessions = new Map<string, string>();
  const bearer = async (as: string | null): Promise<Record<string, string>> => {
    if (as === null) return {};
    const token = sessions.get(as) ?? (await app.get(SignIn).sessionFor(as));
    sessions.set(as, token);
    return { authorization: `Bearer ${token}` };
  };
  const answer = async <Body>(response: Response): Promise<Answer<Body>> => {
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body };
  };
  const timeMachine = app.get(TimeMachine);
  return {
    app,
    url,
    configuration,
    timeMachine,
    mailbox: app.get(Mailbox),
    bearer,
    session: bearer,
    get: async (as, path) => answer(await fetch(`${url}${path}`, { headers: await bearer(as) })),
    post: async (as, path, body, headers = {}) =>
      answer(
        await fetch(`${url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(await bearer(as)), ...headers },
          body: JSON.stringify(body),
        }),
      ),
    travelTo: async (instant) => {
      await timeMachine.travelTo(instant as Instant);
    },
    close: async () => {
      await running.stop();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
