/** Registry, mail and sign-in as they run, on a database of their own: real HTTP, mails as files or to a real SMTP server. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, type DynamicModule, Get, Module, Post, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { EngineModule, OutboxDispatcher } from '../../src/engine/index.js';
import { NotificationsModule } from '../../src/modules/notifications/index.js';
import { Registry, RegistryModule, seedRegistry } from '../../src/modules/registry/index.js';
import { SignIn, SignInModule } from '../../src/modules/sign-in/index.js';
import { ConfigurationModule, readConfiguration } from '../../src/platform/config/index.js';
import { DatabaseModule } from '../../src/platform/database/index.js';
import { configureHttp } from '../../src/platform/http/configure-http.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../src/platform/http/session.js';
import { workflows } from '../../workflows/index.js';
import { createTestDatabase } from './database.js';

const HOUR = 3_600_000;

/** A page for those who are signed in: says who is. */
@Controller('guarded')
@UseGuards(SessionGuard)
@SignedIn()
class GuardedPage {
  @Get()
  show(@CurrentPerson() person: SignedInPerson): string {
    return `<p>You are ${person.contactId}</p>`;
  }

  @Post()
  take(): void {}
}

@Module({ controllers: [GuardedPage] })
class TestRoot {}

/** A running application with the start data of the Kimberley Process. */
export interface SignInGround {
  readonly url: string;
  readonly dataDir: string;
  readonly dataSource: DataSource;
  readonly dispatcher: OutboxDispatcher;
  readonly signIn: SignIn;
  readonly registry: Registry;
  /** Asks as a program does, with a session's token. */
  api(
    token: string | null,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; type: string; body: unknown }>;
  close(): Promise<void>;
}

/** @param environment PUBLIC_URL, SMTP_URL and the like, where a test needs others than the embedded ones */
export async function startSignInGround(
  environment: Readonly<Record<string, string>> = {},
): Promise<SignInGround> {
  const database = await createTestDatabase();
  const { dataSource } = database;
  await dataSource.transaction((tx) => seedRegistry(tx, join(import.meta.dirname, '../../data/kp')));
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-sign-in-'));
  const configuration = readConfiguration({
    PUBLIC_URL: 'http://plenum.example',
    DATA_DIR: dataDir,
    ...environment,
  });
  const imports: DynamicModule['imports'] = [
    ConfigurationModule.forRoot(configuration),
    DatabaseModule.forRoot(dataSource),
    EngineModule.forRoot({
      workflows,
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
  ];
  const app = await NestFactory.create<NestExpressApplication>(
    { module: TestRoot, imports },
    { logger: false, abortOnError: false },
  );
  const silent = { info: () => undefined, error: () => undefined };
  const { publicUrl, mailFrom: secretariat } = configuration;
  configureHttp(app, { publicUrl, trustedProxies: 0, log: silent, secretariat });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    dataDir,
    dataSource,
    dispatcher: app.get(OutboxDispatcher),
    signIn: app.get(SignIn),
    registry: app.get(Registry),
    api: async (token, method, path, body) => {
      const headers = {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      };
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      return { status: response.status, type, body: text ? (JSON.parse(text) as unknown) : null };
    },
    close: async () => {
      await app.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
