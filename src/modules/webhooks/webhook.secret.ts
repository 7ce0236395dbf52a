/** Secrets and signatures as Standard Webhooks has them (https://www.standardwebhooks.com). */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { type Instant, epochMs } from '../../kernel/instant.js';

/** 256 bits; Standard Webhooks asks for 192 to 512. */
const SECRET_BYTES = 32;

/** @returns a new secret: `whsec_` and 32 random bytes in base64 */
export function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** A message as it is about to be sent. */
export interface Signable {
  readonly id: string;
  readonly body: string;
  /** of this attempt, by the real clock: receivers refuse what is older than five minutes */
  readonly at: Instant;
}

/**
 * @param secrets the present one, and the earlier one while it is still in use
 * @returns the headers that Standard Webhooks asks for; `webhook-signature` has one signature for each secret
 */
export function signedHeaders(
  { id, body, at }: Signable,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const moment = new Date(epochMs(at));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(epochMs(at) / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, moment, body)).join(' '),
  };
}
