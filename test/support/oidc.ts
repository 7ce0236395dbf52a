/** Plenum with an identity provider: a real one in a process of its own, on loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../src/platform/database/index.js';
import { type FetchedPage, PlainBrowser, formsOf } from './browser.js';
import { type SignInGround, startSignInGround } from './sign-in.js';

const PUBLIC_URL = 'http://plenum.example';
const CLIENT = { clientId: 'plenum', clientSecret: 'a secret of tests' };

/** Who somebody says to be at the provider's login page. */
export interface Login {
  readonly sub: string;
  readonly email?: string;
  /** `yes` unless said otherwise */
  readonly verified?: string;
  /** anything: the person breaks it off */
  readonly cancel?: string;
}

export interface OidcGround extends SignInGround {
  readonly issuer: string;
  /** a new browser, which goes to Plenum and to the provider */
  browser(): PlainBrowser;
  /** goes to an address of Plenum that leads to the provider, and logs in there */
  through(browser: PlainBrowser, address: string, login: Login): Promise<FetchedPage>;
  stopProvider(): Promise<void>;
  startProvider(): Promise<void>;
}

/**
 * @param addressIn where the provider puts the address: into the ID token, or only into what it says at its userinfo endpoint
 * @param environment variables beside those of the provider
 */
export async function startOidcGround(
  addressIn: 'id-token' | 'userinfo' = 'id-token',
  environment: Readonly<Record<string, string>> = {},
): Promise<OidcGround> {
  const provider = await startProvider(PUBLIC_URL, addressIn);
  const { issuer } = provider;
  const ground = await startSignInGround({ PUBLIC_URL, ...provider.environment, ...environment });
  return {
    ...ground,
    issuer,
    browser: () => new PlainBrowser(ground.url, {}, [issuer]),
    through: async (browser, address, login) => logIn(browser, await browser.get(address), login),
    stopProvider: provider.stop,
    startProvider: provider.start,
    close: async () => {
      await ground.close();
      await provider.stop();
    },
  };
}

/** An identity provider that runs, and what tells Plenum of it. */
export interface TestProvider {
  readonly issuer: string;
  readonly environment: Readonly<Record<string, string>>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param publicUrl of the one Plenum that it serves
 * @param addressIn as in {@link startOidcGround}
 * @returns a provider on a free port, called «the ministry»
 */
export async function startProvider(
  publicUrl: string,
  addressIn: 'id-token' | 'userinfo' = 'id-token',
): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = await startChild({ port, ...CLIENT, publicUrl, addressIn });
  };
  await start();
  return {
    issuer,
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.clientId,
      OIDC_CLIENT_SECRET: CLIENT.clientSecret,
      OIDC_NAME: 'the ministry',
    },
    start,
    stop: async () => {
      if (child) await stopChild(child);
      child = null;
    },
  };
}

/** @param page the provider's login page */
export async function logIn(browser: PlainBrowser, page: FetchedPage, login: Login): Promise<FetchedPage> {
  const [form] = formsOf(page.html);
  if (!form) throw new Error(`there is no login form at ${page.url} (${page.status}): ${page.html}`);
  return browser.submit(form, { ...login });
}

async function startChild(told: object): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'oidc-provider.mjs');
  const child = spawn(process.execPath, [program, JSON.stringify(told)], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the identity provider of the test did not start: ${said}`);
  });
  await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined); // it ends when the test is over
  return child;
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
