import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';

/** Name of the hidden field that every form of a signed-in person has. */
export const NONCE_FIELD = 'nonce';

/** A form's nonce: `seed` is unique to one rendering of the form, `text` goes into the hidden field. */
export interface FormNonce {
  readonly seed: string;
  readonly text: string;
}

const KEY_FORM = /^[A-Za-z0-9_-]{43}$/;
const cookiesSchema = z.record(z.string(), z.unknown());

/**
 * The browser's own key for its forms: read from its cookie, or made and set now. The cookie is `HttpOnly` and
 * `SameSite=Strict`; over HTTPS it carries the `__Host-` prefix, so that no neighbouring host can plant it.
 *
 * @param request the GET that shows a form
 * @param response gets the cookie when the browser has none
 * @param publicUrl decides whether the cookie is bound to HTTPS
 * @returns the key, 43 characters of base64url
 */
export function formKey(request: Request, response: Response, publicUrl: string): string {
  const made = response.locals['formKey'] as string | undefined; // set below alone
  const existing = findFormKey(request, publicUrl) ?? made;
  if (existing !== undefined) return existing;
  const key = randomBytes(32).toString('base64url');
  response.cookie(cookieName(publicUrl), key, {
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(publicUrl),
    path: '/',
  });
  response.locals['formKey'] = key; // several forms of one page have one key
  return key;
}

/** @returns the key the browser sent with this request, or null when it sent none (or a damaged one) */
export function findFormKey(request: Request, publicUrl: string): string | null {
  const cookies = cookiesSchema.safeParse(request.cookies);
  const key = cookies.success ? cookies.data[cookieName(publicUrl)] : undefined;
  return typeof key === 'string' && KEY_FORM.test(key) ? key : null;
}

/**
 * @param key the browser's form key
 * @param about what the form is for, in full: a nonce fits no other form and no other content
 * @returns a new nonce
 */
export function newNonce(key: string, about: readonly string[]): FormNonce {
  const seed = randomBytes(16).toString('base64url');
  return { seed, text: `${seed}.${seal(key, seed, about)}` };
}

/**
 * @param key the browser's form key, null when it sent none
 * @param about as given to {@link newNonce}
 * @param text the hidden field as it came back
 * @returns the seed when the nonce is genuine, null when it is not
 */
export function checkNonce(key: string | null, about: readonly string[], text: string): string | null {
  const [seed, mac, ...rest] = text.split('.');
  if (key === null || !seed || !mac || rest.length > 0) return null;
  const expected = Buffer.from(seal(key, seed, about));
  const given = Buffer.from(mac);
  return expected.length === given.length && timingSafeEqual(expected, given) ? seed : null;
}

function seal(key: string, seed: string, about: readonly string[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([seed, ...about]))
    .digest('base64url');
}

function cookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-plenum-form' : 'plenum-form';
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}
