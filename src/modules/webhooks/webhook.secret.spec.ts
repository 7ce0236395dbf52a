import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { systemProcessClock } from '../../kernel/clock.js';
import { newSecret, signedHeaders } from './webhook.secret.js';

type Verify = (secret: string, headers: Readonly<Record<string, string>>, body: string) => boolean;

/** @returns the function that the how-to tells receivers to write */
async function exampleOf(page: string): Promise<Verify> {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync(page, 'utf8')) ?? [];
  const module = code.replace(/^import .*$/m, '').replace('function isOurs', 'return function isOurs');
  const { createHmac, timingSafeEqual } = await import('node:crypto');
  const make = new Function('createHmac', 'timingSafeEqual', 'Buffer', module) as (
    ...given: unknown[]
  ) => Verify;
  return make(createHmac, timingSafeEqual, Buffer);
}

describe('a signed message', () => {
  const body = '{"type":"case.changed","title":"Île"}';
  const message = { id: 'm-1', body, at: systemProcessClock.now() };

  it('is verified by the library, with each of two secrets and with no other', () => {
    const [now, earlier, other] = [newSecret(), newSecret(), newSecret()];
    const headers = signedHeaders(message, [now, earlier]);
    for (const secret of [now, earlier])
      expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body));
    expect(() => new Webhook(other).verify(body, { ...headers })).toThrow('No matching signature');
    expect(() => new Webhook(now).verify(`${body} `, { ...headers })).toThrow('No matching signature');
  });

  it('is verified by the example in the how-to, which refuses others and old ones', async () => {
    const isOurs = await exampleOf('docs/howto/receive-webhooks.md');
    const [now, earlier, other] = [newSecret(), newSecret(), newSecret()];
    const headers = signedHeaders(message, [now, earlier]);
    expect([now, earlier, other].map((secret) => isOurs(secret, headers, body))).toEqual([true, true, false]);
    expect(isOurs(now, headers, `${body} `)).toBe(false);
    const old = signedHeaders({ ...message, at: '2012-11-30T00:00:00.000Z' as typeof message.at }, [now]);
    expect(isOurs(now, old, body)).toBe(false);
  });
});
