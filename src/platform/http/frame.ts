/** What stands around every page, and who reads it: made once for each request, read by every template. */
import type { Request, Response } from 'express';
import type { Instant } from '../../kernel/instant.js';
import { type Language, firstKnown } from '../language/index.js';
import type { SignedInPerson } from './session.js';
import type { OwnNames } from './words.js';

/** One entry of the navigation. */
export interface NavigationLink {
  readonly href: string;
  /** already in the reader's language */
  readonly text: string;
  readonly current: boolean;
}

/** What stands around a page. */
export interface Frame {
  readonly language: Language;
  /** IANA zone of the reader; UTC where nobody is signed in */
  readonly zone: string;
  readonly person: SignedInPerson | null;
  readonly navigation: readonly NavigationLink[];
  /** the page's own address, path and query */
  readonly address: string;
  /** of an embedded Plenum, or one on a simulated clock: its legal instant, and what it is; null elsewhere */
  readonly clock: { readonly now: Instant; readonly simulated: boolean; readonly embedded: boolean } | null;
  /** what the registry itself calls parties in other languages; left out: nothing */
  readonly partyNames?: OwnNames;
}

/** Cookie that keeps the language a reader chose. */
export const LANGUAGE_COOKIE = 'plenum-language';

/**
 * @param request whose chosen language, then whose browser's languages are looked at
 * @param preferred languages of the person who is signed in, before those of the browser
 * @returns the language to answer in
 */
export function languageOf(request: Request, preferred: readonly string[] = []): Language {
  const chosen = (request.cookies as Record<string, unknown> | undefined)?.[LANGUAGE_COOKIE]; // express types cookies as any
  return (
    firstKnown([
      ...(typeof chosen === 'string' ? [chosen] : []),
      ...preferred,
      ...request.acceptsLanguages(),
    ]) ?? 'en'
  );
}

/** Keeps the frame of a request for whatever page answers it. */
export function setFrame(response: Response, frame: Frame): void {
  response.locals['frame'] = frame;
}

/** @returns the frame of this answer; one for nobody in particular where none was made */
export function frameOf(response: Response): Frame {
  const kept = response.locals['frame'] as Frame | undefined; // set by setFrame alone
  return (
    kept ?? {
      language: languageOf(response.req),
      zone: 'UTC',
      person: null,
      navigation: [],
      address: response.req.originalUrl,
      clock: null,
    }
  );
}
