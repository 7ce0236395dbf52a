import type { Request } from 'express';
import { DomainError } from '../../kernel/domain-error.js';

/**
 * Refuses a form that another site sent. Browsers say where a form came from in `Sec-Fetch-Site`; older ones only in
 * `Origin`, which our own no-referrer pages turn into `null`. What neither header settles is settled by the form's
 * nonce and its SameSite cookie.
 *
 * @param request the POST
 * @param publicUrl the address people use, from the configuration
 * @throws DomainError `request.cross-site` (forbidden)
 */
export function requireSameOrigin(request: Request, publicUrl: string): void {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) {
    if (site === 'same-origin') return;
    throw crossSite();
  }
  const origin = request.get('origin');
  if (origin === undefined || origin === 'null') return;
  if (origin === new URL(publicUrl).origin) return;
  throw crossSite();
}

/** @returns whether something shows that a page of ours sent it; silence and `null` show nothing */
export function isFromHere(request: Request, publicUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  return site === undefined ? request.get('origin') === new URL(publicUrl).origin : site === 'same-origin';
}

function crossSite(): DomainError {
  return new DomainError(
    'request.cross-site',
    'forbidden',
    'This form was sent from another site and was not accepted. Open the page from your link and send the form there.',
  );
}
