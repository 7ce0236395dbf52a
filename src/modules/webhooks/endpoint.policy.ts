/** Who keeps endpoints, and where one may lie. Pure. */
import { DomainError } from '../../kernel/domain-error.js';
import { isLoopbackHost, isPublicAddress, literalAddress } from '../../platform/outbound/index.js';
import type { Asker } from '../cases/index.js';

/** @returns whether this person keeps endpoints: the Secretariat does, and whoever runs the machine */
export function keepsEndpoints({ roles }: Asker): boolean {
  return roles.includes('secretariat') || roles.includes('operator');
}

/** @throws DomainError `webhooks.not-yours` */
export function requireKeeper(asker: Asker): void {
  if (keepsEndpoints(asker)) return;
  throw new DomainError(
    'webhooks.not-yours',
    'forbidden',
    'The Secretariat keeps the webhooks: what they tell is not limited to one party.',
    { needed: ['secretariat'] },
  );
}

/**
 * Where an endpoint may lie. What a name leads to is looked at again whenever something is sent there.
 *
 * @param text the address as it was given
 * @param allowPrivate whether addresses that are not public may be called
 * @returns the address in the form in which it is called
 * @throws DomainError `webhooks.bad-url` with the reason and the remedy
 */
export function endpointUrl(text: string, allowPrivate: boolean): string {
  if (!URL.canParse(text)) throw badUrl('is no address: give one such as https://system.example/plenum');
  const url = new URL(text);
  const { protocol, hostname, username, password, hash } = url;
  const isHere = isLoopbackHost(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere))
    throw badUrl('must begin with https://, so that nobody on the way reads or changes what is sent');
  if (username !== '' || password !== '')
    throw badUrl(
      'holds a user name or password: leave it out, every message is signed with a secret of its own',
    );
  if (hash !== '') throw badUrl('has a part after «#», which is never sent: leave it out');
  const literal = literalAddress(hostname);
  if (!allowPrivate && (isHere || (literal !== null && !isPublicAddress(literal))))
    throw badUrl(
      `is at ${hostname}, which is not public. Use a public address, or start Plenum with WEBHOOK_PRIVATE=1 where that is meant`,
    );
  return url.href;
}

function badUrl(why: string): DomainError {
  return new DomainError('webhooks.bad-url', 'invalid', `url: ${why}.`, { field: 'url' });
}
