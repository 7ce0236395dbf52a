import { z } from 'zod';

/** Longer addresses are no page of ours. */
const LONGEST = 1000;
/** Printable ASCII without the backslash, which browsers read as a slash; what they drop (tabs, line ends) is not in it either. */
const LOCAL = /^\/[\x21-\x5b\x5d-\x7e]*$/;
/** Signing in leads to a page, not to signing in. */
const SIGN_IN = /^\/sign-in([/?#]|$)/;

/**
 * Where a person goes after signing in. Whoever makes somebody follow a link chooses what it says, so only a page of this site counts.
 *
 * @param given whatever a query or a form held
 * @returns a path with its query, starting with one slash and with no «//» and no backslash in it; null for anything else
 */
export function returnPath(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > LONGEST) return null;
  return LOCAL.test(given) && !given.includes('//') && !SIGN_IN.test(given) ? given : null;
}

/** Of a query or a form: a path as {@link returnPath} gives it. What is no page of ours counts as nothing said. */
export const returnPathSchema = z.unknown().optional().transform(returnPath);

/**
 * @param to where the person wanted to go
 * @returns the address of the sign-in page that leads there; without `to` when that is no page of ours
 */
export function signInAddress(to: unknown): string {
  const path = returnPath(to);
  return path === null ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`;
}
