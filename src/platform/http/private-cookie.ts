import type { CookieOptions, Request } from 'express';
import { z } from 'zod';

/** A cookie that no script reads and no other site sends along with a form. */
export interface PrivateCookie {
  readonly name: string;
  /** a browser clears a cookie only with the attributes it was set with */
  readonly attributes: CookieOptions;
  /** milliseconds */
  readonly maxAge: number;
}

const cookiesSchema = z.record(z.string(), z.unknown());

/**
 * @param name without prefix; over HTTPS it gets `__Host-`, so that no neighbouring host can plant the cookie
 * @param maxAge milliseconds
 * @param publicUrl address people use; decides whether the cookie is bound to HTTPS
 */
export function privateCookie(name: string, maxAge: number, publicUrl: string): PrivateCookie {
  const secure = publicUrl.startsWith('https:');
  return {
    name: secure ? `__Host-${name}` : name,
    attributes: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    maxAge,
  };
}

/** @returns what the browser sent under the cookie's name, or null */
export function textOfCookie(request: Request, { name }: PrivateCookie): string | null {
  const cookies = cookiesSchema.safeParse(request.cookies);
  const text = cookies.success ? cookies.data[name] : undefined;
  return typeof text === 'string' && text !== '' ? text : null;
}
