/**
 * Mail as it runs: effects of real cases on a real database, sent to a real SMTP server or into files, read through real
 * HTTP. The letters are a test's own; links, registry, sign-in and the log are Plenum's.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { DataSource } from 'typeorm';
import { CaseReader, Engine, EngineModule, OutboxDispatcher, Sweeper } from '../../src/engine/index.js';
import { type CaseId, type CommandId, newId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/kernel/workflow.js';
import {
  type MailRow,
  MailTemplates,
  Mails,
  NotificationsModule,
} from '../../src/modules/notifications/index.js';
import { Bounces } from '../../src/modules/notifications/bounces.service.js';
import { RegistryModule, seedRegistry } from '../../src/modules/registry/index.js';
import { SignIn, SignInModule } from '../../src/modules/sign-in/index.js';
import { WrittenProceduresModule } from '../../src/modules/written-procedures/index.js';
import { ConfigurationModule, readConfiguration } from '../../src/platform/config/index.js';
import { DatabaseModule } from '../../src/platform/database/index.js';
import { configureHttp } from '../../src/platform/http/configure-http.js';
import { workflows } from '../../workflows/index.js';
import { createTestDatabase } from './database.js';
import { deafWorkflow, letterWorkflow } from './letter.workflow.js';
import { type LetterChanges, aLetter, registerLetters } from './letters.js';

const HOUR = 3_600_000;
/** Who gives the commands of the letters. */
export const writer: Actor = { kind: 'operator', id: 'tests', name: 'Tests' };

@Module({})
class TestRoot {}

/** An HTTP answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface MailGround {
  readonly url: string;
  readonly dataDir: string;
  readonly dataSource: DataSource;
  readonly engine: Engine;
  readonly reader: CaseReader;
  readonly dispatcher: OutboxDispatcher;
  readonly sweeper: Sweeper;
  readonly mails: Mails;
  readonly templates: MailTemplates;
  readonly bounces: Bounces;
  /** Opens a case of letters. */
  open(workflow?: 'letter' | 'deaf-letter'): Promise<CaseId>;
  /** Has a case ask for a letter and does not send it. @returns the mail's id */
  ask(caseId: CaseId, changes?: LetterChanges): Promise<string>;
  /** Has a new case ask for a letter, and sends it. */
  send(changes?: LetterChanges): Promise<MailRow>;
  /** Carries out what is waiting, also what would be tried again later. */
  deliver(): Promise<void>;
  /** @returns the outbox row of a mail */
  outbox(id: string): Promise<{ readonly status: string; readonly outcome: string | null }>;
  /** @returns mails in the folder of the file transport, oldest first */
  files(): Promise<readonly ParsedMail[]>;
  /** Everything every table holds, as one text. */
  dump(): Promise<string>;
  /** @returns a session's token */
  sessionOf(contactId: string): Promise<string>;
  http(path: string, init?: RequestInit & { readonly token?: string }): Promise<Answer>;
  close(): Promise<void>;
}

/** @param environment SMTP_URL, PUBLIC_URL and the like, where a test needs others than those of the embedded size */
export async function startMailGround(
  environment: Readonly<Record<string, string>> = {},
): Promise<MailGround> {
  const database = await createTestDatabase();
  const { dataSource } = database;
  await dataSource.transaction((tx) => seedRegistry(tx, join(import.meta.dirname, '../../data/kp')));
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-mails-'));
  const configuration = readConfiguration({ DATA_DIR: dataDir, ...environment });
  const imports = [
    ConfigurationModule.forRoot(configuration),
    DatabaseModule.forRoot(dataSource),
    EngineModule.forRoot({
      workflows: [...workflows, letterWorkflow, deafWorkflow],
      simulatedClock: false,
      settleMs: 0,
      sweepMs: HOUR,
      horizonMs: HOUR,
      maxAttempts: 3,
      leaseSeconds: 120,
      faultPoint: null,
      works: false,
      queue: false,
    }),
    RegistryModule,
    NotificationsModule,
    SignInModule,
    WrittenProceduresModule,
  ];
  const letGo = async (): Promise<void> => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const app = await NestFactory.create<NestExpressApplication>(
    { module: TestRoot, imports },
    { logger: false, abortOnError: false },
  ).catch(async (error: unknown) => {
    await letGo();
    throw error;
  });
  configureHttp(app, {
    publicUrl: configuration.publicUrl,
    trustedProxies: 0,
    log: { info: () => undefined, error: () => undefined },
  });
  await app.listen(0, '127.0.0.1');
  const templates = app.get(MailTemplates);
  registerLetters(templates);
  const { port } = app.getHttpServer().address() as AddressInfo; // a TCP server's
  const url = `http://127.0.0.1:${port}`;
  const [engine, dispatcher, mails] = [app.get(Engine), app.get(OutboxDispatcher), app.get(Mails)];

  const open: MailGround['open'] = async (workflow = 'letter') =>
    (await engine.start({ workflow, commandId: newId<CommandId>(), actor: writer, payload: {} })).caseId;
  const ask: MailGround['ask'] = async (caseId, changes) => {
    const command = {
      caseId,
      type: 'write',
      commandId: newId<CommandId>(),
      actor: writer,
      payload: aLetter(changes),
    };
    const { status, refusal } = await engine.submit(command);
    if (status !== 'accepted') throw new Error(`the letter was ${status}: ${refusal?.message ?? ''}`);
    const [row] = await dataSource.query<{ id: string }[]>(
      `select id from outbox_message where case_id = $1 order by id desc limit 1`,
      [caseId],
    );
    if (!row) throw new Error('the case asked for no mail');
    return row.id;
  };
  const deliver: MailGround['deliver'] = async () => {
    await dataSource.query(
      `update outbox_message set next_attempt_at = clock_timestamp() where status = 'pending'`,
    );
    await dispatcher.drain();
  };
  return {
    url,
    dataDir,
    dataSource,
    engine,
    dispatcher,
    mails,
    templates,
    reader: app.get(CaseReader),
    sweeper: app.get(Sweeper),
    bounces: app.get(Bounces),
    open,
    ask,
    deliver,
    send: async (changes) => {
      const id = await ask(await open(), changes);
      await deliver();
      return mails.show(id);
    },
    outbox: async (id) => {
      const [row] = await dataSource.query<{ status: string; outcome: string | null }[]>(
        'select status, outcome from outbox_message where id = $1',
        [id],
      );
      if (!row) throw new Error(`no outbox row ${id}`);
      return row;
    },
    files: () => filesIn(join(dataDir, 'mail')),
    dump: () => dumpOf(dataSource),
    sessionOf: (contactId) => app.get(SignIn).sessionFor(contactId),
    http: async (path, { token, headers, ...init } = {}) => {
      const authorization = token ? { authorization: `Bearer ${token}` } : {};
      const response = await fetch(`${url}${path}`, {
        redirect: 'manual',
        ...init,
        headers: { ...authorization, ...(headers as Record<string, string> | undefined) },
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    close: async () => {
      await app.close();
      await letGo();
    },
  };
}

async function filesIn(folder: string): Promise<ParsedMail[]> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort();
  return Promise.all(names.map((name) => simpleParser(readFileSync(join(folder, name)))));
}

async function dumpOf(dataSource: DataSource): Promise<string> {
  const tables = await dataSource.query<{ name: string }[]>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const held = await dataSource.query<{ row: string }[]>(`select t::text as row from ${name} t`);
    rows.push(...held.map(({ row }) => `${name} ${row}`));
  }
  return rows.join('\n');
}
