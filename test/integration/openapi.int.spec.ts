import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { z } from 'zod';
import { AppModule } from '../../src/app.module.js';
import { apiRoutes, openApiDocument } from '../../src/modules/openapi/index.js';
import { seedRegistry } from '../../src/modules/registry/index.js';
import { ApiTokens, SignIn, type TokenInput } from '../../src/modules/sign-in/index.js';
import { readConfiguration } from '../../src/platform/config/index.js';
import { configureHttp } from '../../src/platform/http/configure-http.js';
import { commands } from '../../workflows/written-procedure/index.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const KP = join(import.meta.dirname, '../../data/kp');
let database: TestDatabase;
let app: NestExpressApplication;
let dataDir: string;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.dataSource.transaction((tx) => seedRegistry(tx, KP));
  dataDir = mkdtempSync(join(tmpdir(), 'plenum-openapi-'));
  const configuration = readConfiguration({ DATA_DIR: dataDir, CLOCK: 'simulated' });
  const root = AppModule.forRoot(configuration, database.dataSource, null, 'tool');
  app = await NestFactory.create<NestExpressApplication>(root, { logger: false, abortOnError: false });
  const silent = { info: () => undefined, error: () => undefined };
  configureHttp(app, { publicUrl: configuration.publicUrl, trustedProxies: 0, log: silent });
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const stackSchema = z.array(
  z.object({ route: z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) }).optional() }),
);

/** @returns `get /api/v1/contacts/{id}` of every route that express serves under /api */
function servedRoutes(): string[] {
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: unknown } };
  return stackSchema
    .parse(router.stack)
    .flatMap(({ route }) =>
      route
        ? Object.keys(route.methods).map(
            (method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}').replace(/\/$/, '')}`,
          )
        : [],
    )
    .filter((line) => line.includes(' /api/'));
}

/** The parser mixes module kinds in a way that only node itself loads. */
const VALIDATE = `
  import SwaggerParser from '@apidevtools/swagger-parser';
  import { readFileSync } from 'node:fs';
  await SwaggerParser.validate(JSON.parse(readFileSync(0, 'utf8')));`;

/** @returns what a validator finds wrong with a document; empty when it is valid */
function faultsOf(document: object): string {
  const flags = ['--no-warnings', '--input-type=module', '--eval', VALIDATE];
  const { NODE_OPTIONS: _forJest, ...env } = process.env;
  const root = join(import.meta.dirname, '../..');
  const checked = spawnSync(process.execPath, flags, {
    cwd: root,
    env,
    input: JSON.stringify(document),
    encoding: 'utf8',
  });
  return checked.status === 0 ? '' : checked.stderr || `ended with ${checked.status}`;
}

/** Asks as a program does, with something in every path parameter. */
async function asking(method: string, path: string, token?: string) {
  const address = `${url}${path.replaceAll(/\{\w+\}/g, 'aaaaaaaa-0000-7000-8000-000000000000')}`;
  const request = {
    method: method.toUpperCase(),
    headers: {
      connection: 'close', // a connection kept for the next of some hundred requests may be closed by then
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'get' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'get' ? {} : { body: '{}' }),
  };
  // whoever answers before it has read all may reset the line: the one refusal is as good as the next
  const answer = await fetch(address, request).catch(() => fetch(address, request));
  const told: unknown = await answer.json().catch(() => ({}));
  const schema = z.object({
    code: z.string().optional(),
    details: z.object({ needed: z.string().optional() }).catch({}).default({}),
  });
  const { code, details } = schema.catch({ details: {} }).parse(told);
  const type = answer.headers.get('content-type')?.split(';')[0];
  return { answer: { status: answer.status, type, code }, needed: details.needed };
}

const ask = async (...how: Parameters<typeof asking>) => (await asking(...how)).answer;

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1, as served', async () => {
    const answer = await fetch(`${url}/api/openapi.json`);
    expect(answer.status).toBe(200);
    const served = (await answer.json()) as object;
    expect(served).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    expect(served).toMatchObject({ openapi: '3.1.0' });
    expect(faultsOf(served)).toBe('');
    expect(faultsOf({ ...served, paths: { '/x': { get: { responses: 1 } } } })).not.toBe('');
  });

  it('has every route that is served under /api, and no other', () => {
    const described = apiRoutes.map(({ method, path, servedBy }) => `${method} ${servedBy ?? path}`);
    expect([...new Set(described)].sort()).toEqual(servedRoutes().sort());
  });

  it('has one path for each command of a written procedure, with the key that makes it safe to repeat', () => {
    const expanded = apiRoutes.filter(({ servedBy }) => servedBy?.includes('/written-procedures/'));
    expect(expanded.map(({ path }) => path.split('/').at(-1))).toEqual(Object.keys(commands));
    expect(expanded.every(({ idempotent }) => idempotent === true)).toBe(true);
  });

  it('says truly which routes are open to nobody without a session', async () => {
    const otherwise: readonly unknown[] = ['public', 'mail-server', 'feed'];
    const shut = apiRoutes.filter(({ open }) => !otherwise.includes(open));
    for (const { method, path } of shut) {
      expect({ method, path, ...(await ask(method, path)) }).toEqual({
        method,
        path,
        status: 401,
        type: 'application/problem+json',
        code: 'session.missing',
      });
    }
    for (const { method, path } of apiRoutes.filter(({ open }) => open === 'public'))
      expect(await ask(method, path)).toMatchObject({ status: 200 });
  });

  it.each([
    ['AGO-2', 'participant'],
    ['SEC-1', 'secretariat'],
  ])('says truly what %s, whose role is %s, may not do', async (contact, role) => {
    const token = await app.get(SignIn).sessionFor(contact);
    for (const { method, path, open } of apiRoutes.filter((route) => Array.isArray(route.open))) {
      const { status } = await ask(method, path, token);
      expect({ method, path, forbidden: status === 403 }).toEqual({
        method,
        path,
        forbidden: !open.includes(role),
      });
    }
  });

  it.each(['cases:read', 'webhooks:manage'] as const)(
    'says truly which scope a token needs, which has %s alone: every route has one, or no token opens it',
    async (scope) => {
      const input: TokenInput = { name: 'x', scopes: [scope], days: 1 };
      const { token } = await app.get(ApiTokens).make(input, 'SEC-1');
      const otherwise: readonly unknown[] = ['public', 'feed'];
      for (const { method, path, scope: needs } of apiRoutes.filter(
        ({ open }) => !otherwise.includes(open),
      )) {
        const { answer, needed } = await asking(method, path, token);
        const isShut = answer.code === 'tokens.missing-scope' || answer.code === 'tokens.closed';
        const told = isShut ? { code: answer.code, needed } : 'open';
        const closed = path.startsWith('/api/v1/tokens');
        expect({ method, path, told, described: needs ?? null }).toEqual({
          method,
          path,
          told: closed
            ? { code: 'tokens.closed', needed: undefined }
            : needs === scope
              ? 'open'
              : { code: 'tokens.missing-scope', needed: needs },
          described: closed ? null : expect.any(String),
        });
      }
    },
  );

  it('keeps the mail door shut without its token', async () => {
    const [door] = apiRoutes.filter(({ open }) => open === 'mail-server');
    expect(await ask('post', door?.path ?? '')).toMatchObject({ status: 403, code: 'mail.bounce-forbidden' });
  });

  it('takes its input from the schemas that parse it', () => {
    const { paths } = openApiDocument() as {
      paths: Record<string, Record<string, { requestBody?: object }>>;
    };
    expect(paths['/api/v1/written-procedures/{id}/withdraw']?.['post']?.requestBody).toEqual({
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { reason: { type: 'string', minLength: 1, maxLength: 20_000 } },
            required: ['reason'],
            additionalProperties: false,
          },
        },
      },
    });
  });
});
