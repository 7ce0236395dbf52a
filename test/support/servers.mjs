/**
 * Brings the servers the tests need, on free ports: PostgreSQL (TEST_DATABASE_URL, else the one that npm brought) and Redis
 * (TEST_REDIS_URL, else redis-server on the PATH, else Docker, else apt as root). Migrates once into a template database.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDataSource, freePort, migrate, openCluster } from '../../dist/src/platform/database/index.js';

const stops = [];

/** Starts the servers; their addresses go to the tests through the environment. */
export async function startServers() {
  process.once('SIGINT', () => void stopServers().then(() => process.exit(130)));
  process.once('SIGTERM', () => void stopServers().then(() => process.exit(143)));
  try {
    process.env['PLENUM_TEST_DATABASE'] = await postgres();
    process.env['PLENUM_TEST_REDIS'] = await redis();
  } catch (error) {
    await stopServers();
    throw error;
  }
}

/** Stops what this run started, in reverse order. */
export async function stopServers() {
  for (const stop of stops.splice(0).reverse()) await stop();
}

async function postgres() {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    await template(given);
    return given;
  }
  const directory = mkdtempSync(join(tmpdir(), 'plenum-test-pg-'));
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const cluster = await openCluster({ directory, settings });
  stops.push(async () => {
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const url = cluster.url('postgres');
  await template(url);
  return url;
}

/** Migrates one database; every test clones it. */
async function template(server) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query('drop database if exists plenum_template with (force)');
  await client.query('create database plenum_template');
  await client.end();
  const url = new URL(server);
  url.pathname = '/plenum_template';
  const dataSource = await createDataSource(url.href).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
}

async function redis() {
  const given = process.env['TEST_REDIS_URL'];
  if (given) return given;
  if (!has('redis-server')) await installRedis();
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'plenum-test-redis-'));
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--dir', directory];
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  stops.push(() => ended(server).finally(() => rmSync(directory, { recursive: true, force: true })));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    server.stdout.on('data', (chunk) => chunk.includes('Ready to accept connections') && resolve());
  });
  return `redis://127.0.0.1:${port}`;
}

function has(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The tests bring what they need, or say plainly what is missing. */
async function installRedis() {
  if (process.getuid?.() === 0 && has('apt-get')) {
    console.log('redis-server is not here: installing it with apt-get …');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 300_000 });
    spawnSync('apt-get', ['install', '-y', '-qq', 'redis-server'], { stdio: 'ignore', timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (!has('redis-server')) throw new Error('The tests need Redis: install redis-server, or set TEST_REDIS_URL to a server that may be emptied.');
}

function ended(server) {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.removeAllListeners('exit');
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
