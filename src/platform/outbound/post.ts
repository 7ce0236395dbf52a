import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, literalAddress } from './address.js';

/** What came back: its status, and the beginning of its body as text. */
export interface OutboundAnswer {
  readonly status: number;
  readonly text: string;
}

/** No answer: the name is unknown, nobody listens, the time is over, or the address is none that we call. */
export class Unreachable extends Error {}

/** How a request may go out. */
export interface OutboundRules {
  /** from the first try to connect until the answer has come, milliseconds */
  readonly timeoutMs: number;
  /** whether addresses that are not public may be called */
  readonly allowPrivate: boolean;
}

/** So much of an answer's body is kept. */
const LONGEST_TEXT = 1024;

/**
 * Posts a body. Redirects are not followed: an answer of 3xx is an answer. A name is looked up once, and the connection goes to the very
 * address that was looked at, so that a name which changes its address in between gains nothing.
 *
 * @param url http or https
 * @param sent its headers, and its body as text
 * @param rules how long it may take, and where it may go
 * @returns status and at most 1 kB of the body; as soon as the status is there, a body that does not end is cut
 * @throws Unreachable when no status came
 */
export async function post(
  url: URL,
  sent: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  rules: OutboundRules,
): Promise<OutboundAnswer> {
  const literal = literalAddress(url.hostname);
  if (literal !== null && !rules.allowPrivate && !isPublicAddress(literal)) throw notPublic(literal);
  const end = AbortSignal.timeout(rules.timeoutMs);
  const response = await opened(url, sent, rules, end);
  const text = await beginningOf(response);
  return { status: response.statusCode ?? 0, text };
}

function opened(
  url: URL,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  { timeoutMs, allowPrivate }: OutboundRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const ask = url.protocol === 'http:' ? requestHttp : requestHttps;
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, signal, agent: false, lookup: guarded(allowPrivate) } as const;
    const request = ask(url, options, resolve);
    request.on('error', (cause) => {
      if (cause instanceof Unreachable) return reject(cause);
      const why = signal.aborted ? `no answer within ${timeoutMs / 1000} s` : cause.message;
      reject(new Unreachable(why, { cause }));
    });
    request.end(body);
  });
}

/** Also when the time runs out or the line breaks meanwhile: the status has come, and what has been read is enough. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size >= LONGEST_TEXT) break;
    }
  } catch {
    // the status is the answer
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, LONGEST_TEXT).toString('utf8');
}

/** A name that has any address which is not public is refused as a whole. */
function guarded(allowPrivate: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const inside =
        error || allowPrivate ? undefined : found.find(({ address }) => !isPublicAddress(address));
      const [first] = found ?? [];
      if (error) done(error, '', 0);
      else if (inside) done(notPublic(`${host} (${inside.address})`), '', 0);
      else if (options.all) done(null, found);
      else done(null, first?.address ?? '', first?.family ?? 4);
    });
  };
}

function notPublic(address: string): Unreachable {
  return new Unreachable(
    `${address} is a private address, which is not called. Use a public one, or set WEBHOOK_PRIVATE=1 where that is meant.`,
  );
}
