/**
 * Brings the servers the tests need, on free ports of 127.0.0.1: PostgreSQL (TEST_DATABASE_URL, else the one that npm
 * brought) and Redis (TEST_REDIS_URL, else redis-server on the PATH, else Docker, else apt as root), and finds a browser
 * (TEST_BROWSER, else a Chromium on the PATH, else apt as root). Migrates once into a template database. What was started is stopped at the end, on SIGINT and SIGTERM, and, should this process be killed
 * outright, by a small watcher.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createDataSource, freePort, migrate, openCluster } from '../../dist/src/platform/database/index.js';

const REDIS_IMAGE = 'redis:8.2-alpine';
const REDIS_FLAGS = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
/** The headless shell first: it opens a window in a third of the time. */
const BROWSERS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const stops = [];

/** Starts the servers; their addresses go to the tests through the environment. */
export async function startServers() {
  process.once('SIGINT', () => void stopServers().finally(() => process.exit(130)));
  process.once('SIGTERM', () => void stopServers().finally(() => process.exit(143)));
  try {
    const database = await postgres();
    process.env['PLENUM_TEST_DATABASE'] = database;
    process.env['PLENUM_TEST_TEMPLATE'] = await template(database);
    process.env['PLENUM_TEST_REDIS'] = process.env['TEST_REDIS_URL'] || (await redis());
    process.env['PLENUM_TEST_BROWSER'] = process.env['TEST_BROWSER'] || browser();
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
  if (process.env['TEST_DATABASE_URL']) return process.env['TEST_DATABASE_URL'];
  const directory = scratch('pg');
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const cluster = await openCluster({ directory, settings });
  const unwatch = watch(`kill -INT "$(head -1 "$2/postmaster.pid")"; sleep 2; rm -rf "$3"`, [
    cluster.data,
    directory,
  ]);
  stops.push(async () => {
    await cluster.stop();
    unwatch();
    for (const folder of [dirname(cluster.data), directory]) rmSync(folder, { recursive: true, force: true });
  });
  return cluster.url('postgres');
}

/** Migrates one database of this run; every test clones it. */
async function template(server) {
  const name = `plenum_template_${process.pid}`;
  const onServer = async (sql) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await onServer(`create database ${name}`);
  stops.push(() => onServer(`drop database if exists ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataSource = await createDataSource(url.href).initialize();
  await migrate(dataSource).finally(() => dataSource.destroy());
  return name;
}

async function redis() {
  if (has('redis-server')) return redisServer();
  if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0)
    return redisContainer();
  installRedis();
  return redisServer();
}

async function redisServer() {
  const port = await freePort();
  const directory = scratch('redis');
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, ...REDIS_FLAGS];
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'ignore', 'inherit'] });
  const unwatch = watch('kill "$2"; rm -rf "$3"', [String(server.pid), directory]);
  stops.push(async () => {
    await ended(server);
    unwatch();
    rmSync(directory, { recursive: true, force: true });
  });
  await answers(port, () => server.exitCode !== null);
  return `redis://127.0.0.1:${port}`;
}

async function redisContainer() {
  const port = await freePort();
  const name = `plenum-test-redis-${process.pid}`;
  const flags = [
    'run',
    '--detach',
    '--rm',
    '--name',
    name,
    '--publish',
    `127.0.0.1:${port}:6379`,
    REDIS_IMAGE,
  ];
  const started = spawnSync('docker', [...flags, 'redis-server', ...REDIS_FLAGS], {
    encoding: 'utf8',
    timeout: 180_000,
  });
  if (started.status !== 0) throw new Error(`docker could not start Redis: ${started.stderr}`);
  const unwatch = watch('docker rm --force "$2"', [name]);
  stops.push(() => {
    spawnSync('docker', ['rm', '--force', name], { stdio: 'ignore' });
    unwatch();
  });
  await answers(port, () => false);
  return `redis://127.0.0.1:${port}`;
}

/** Path of a Chromium; the tests of pages start it themselves. */
function browser() {
  const known = () => BROWSERS.map(pathOf).find((path) => path !== '');
  if (!known()) installPackages('chromium-headless-shell', 'fonts-noto-core', 'fonts-noto-cjk');
  if (!known()) installPackages('chromium', 'fonts-noto-core', 'fonts-noto-cjk');
  const program = known();
  if (program) return program;
  throw new Error(
    'The tests of pages need Chromium: install chromium, or set TEST_BROWSER to the path of a Chromium or Chrome.',
  );
}

/** Playwright wants the whole path; empty where there is no such program. */
function pathOf(program) {
  return spawnSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
}

function installPackages(...names) {
  if (process.getuid?.() !== 0 || !has('apt-get')) return;
  console.log(`${names[0]} is not here: installing it with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 300_000, env });
  const flags = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  spawnSync('apt-get', flags, { stdio: 'ignore', timeout: 600_000, env });
}

/** The tests bring what they need, or say plainly what is missing. */
function installRedis() {
  installPackages('redis-server');
  if (has('redis-server')) return;
  throw new Error(
    'The tests need Redis: install redis-server, or set TEST_REDIS_URL to a server that may be emptied.',
  );
}

/** A folder the server's account can enter also when we are root. */
function scratch(what) {
  const folder = mkdtempSync(join(tmpdir(), `plenum-test-${what}-`));
  chmodSync(folder, 0o711);
  return folder;
}

function has(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Runs the shell script once this process is gone ($2, $3 … are the arguments); returns how to call the watcher off. */
function watch(script, args) {
  const loop = `trap '' INT; while kill -0 "$1" 2>/dev/null; do sleep 1; done; ${script}`;
  const watcher = spawn('/bin/sh', ['-c', loop, 'sh', String(process.pid), ...args], {
    stdio: 'ignore',
    detached: true,
  });
  watcher.unref();
  return () => watcher.kill('SIGKILL');
}

/** Waits until Redis answers a ping; gives up after a minute, or when the server has ended. */
async function answers(port, isOver) {
  for (let attempt = 0; attempt < 600 && !isOver(); attempt += 1) {
    if (await pong(port)) return;
    await sleep(100);
  }
  throw new Error(`Redis does not answer on port ${port}`);
}

function pong(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.once('data', (chunk) => resolve(chunk.includes('PONG'))).once('error', () => resolve(false));
    socket.once('close', () => resolve(false)).setTimeout(2000, () => socket.destroy());
  });
}

function ended(server) {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
