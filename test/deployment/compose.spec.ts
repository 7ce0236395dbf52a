/** The files for one machine (docker-compose.yml, Dockerfile) hold together with the program they run. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { environmentSchema, readConfiguration } from '../../src/platform/config/index.js';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly interval: string;
    readonly retries: number;
  };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly user?: string;
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const dockerfile = readFileSync('Dockerfile', 'utf8');
const services = Object.entries(compose.services);
const { api, worker, postgres, redis } = compose.services as Record<
  'api' | 'worker' | 'postgres' | 'redis',
  Service
>;

/** What `docker compose` would put in for `${NAME:-default}` and `${NAME:?complaint}`. */
function filledIn(
  environment: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const fill = (value: string): string =>
    value.replace(/\$\{([A-Z_]+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
      if (given[name]) return given[name];
      if (kind === '?') throw new Error(`${name}: ${rest}`);
      return rest;
    });
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

const SECRETS = { POSTGRES_PASSWORD: 'f0e1d2c3', SECRET_KEY: 'ab'.repeat(32) };

describe('docker-compose.yml', () => {
  it('runs PostgreSQL, Redis, Mailpit, one API and one worker', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'mailpit', 'postgres', 'redis', 'worker']);
  });

  it.each(services)('pins the image of %s to a version', (_, service) => {
    expect(service.image).toMatch(/^[a-z/]+:v?\d+\.\d+/);
    expect(service.image).not.toMatch(/latest/);
  });

  it.each(services)('asks %s for its health', (_, service) => {
    expect(service.healthcheck).toMatchObject({
      interval: expect.stringMatching(/^\d+s$/),
      retries: expect.any(Number),
    });
    expect(service.healthcheck?.test[0]).toBe('CMD');
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
  });

  it.each(services)(
    'lets %s wait only for healthy services that exist, and keep only what is declared',
    (_, service) => {
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(Object.keys(compose.services)).toContain(name);
        expect(condition).toBe('service_healthy');
      }
      for (const volume of service.volumes ?? [])
        expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    },
  );

  it('opens nothing to other machines', () => {
    for (const port of services.flatMap(([, service]) => service.ports ?? []))
      expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('holds no secret: without them it says which to set', () => {
    expect(() => filledIn(api.environment ?? {}, {})).toThrow(/POSTGRES_PASSWORD: set it in \.env/);
    expect(() => filledIn(api.environment ?? {}, { POSTGRES_PASSWORD: 'x' })).toThrow(
      /SECRET_KEY: set it in \.env/,
    );
    expect(() => filledIn(postgres.environment ?? {}, {})).toThrow(/POSTGRES_PASSWORD/);
  });

  it.each([
    ['api', api],
    ['worker', worker],
  ] as const)('gives the %s only variables that Plenum knows, with values it takes', (name, service) => {
    const environment = filledIn(service.environment ?? {}, SECRETS);
    expect(Object.keys(environmentSchema.shape)).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(readConfiguration(environment)).toMatchObject({
      databaseUrl: `postgres://${postgres.environment?.['POSTGRES_USER']}:f0e1d2c3@postgres:5432/${postgres.environment?.['POSTGRES_DB']}`,
      redisUrl: 'redis://redis:6379',
      smtpUrl: 'smtp://mailpit:1025',
      secretKey: 'ab'.repeat(32),
      publicUrl: 'http://127.0.0.1:3000',
      role: name === 'api' ? 'api' : 'all',
    });
  });

  it('lets API and worker share key, data folder and image', () => {
    expect(worker.environment?.['SECRET_KEY']).toBe(api.environment?.['SECRET_KEY']);
    expect([worker.image, worker.volumes]).toEqual([api.image, api.volumes]);
  });

  it('runs programs that exist', () => {
    const started = [worker.command?.at(-1), /CMD \[.*"(dist\/[^"]+)"\]/.exec(dockerfile)?.[1]];
    for (const file of started)
      expect(existsSync((file ?? '').replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
    expect(existsSync(worker.healthcheck?.test.at(-1) ?? '')).toBe(true);
  });

  it('keeps the queue on disk and never throws a job away', () => {
    expect(redis.command?.join(' ')).toContain(
      '--appendonly yes --appendfsync everysec --maxmemory-policy noeviction',
    );
    expect(redis.volumes).toEqual(['redis-data:/data']);
    expect(postgres.volumes).toEqual(['postgres-data:/var/lib/postgresql']);
  });
});

describe('Dockerfile', () => {
  const lines = dockerfile.split('\n').map((line) => line.trim());
  const lastStage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  it('builds on the pinned Node of .nvmrc', () => {
    const images = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(/\s+/)[1]);
    const wanted = `node:${readFileSync('.nvmrc', 'utf8').trim()}`;
    for (const image of images) expect(image?.startsWith(wanted)).toBe(true);
  });

  it('runs as an ordinary user, with no tools of the build', () => {
    expect(lastStage).toContain('USER node');
    expect(lines.some((line) => line.includes('--omit=dev'))).toBe(true);
    expect(lastStage.some((line) => /npm (ci|install|run)/.test(line))).toBe(false);
  });

  it('copies only what exists', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(copied.filter((source) => !existsSync(source))).toEqual([]);
  });

  it('leaves secrets, data and what is built here out of the image', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.git', '.plenum', 'node_modules', 'dist']));
  });
});
