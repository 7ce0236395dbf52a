/** What every page of the registry has beside its own: the day it shows, and where else one can go. Pure. */
import { z } from 'zod';
import type { SignedInPerson } from '../../platform/http/session.js';
import type { Words } from '../../platform/http/words.js';
import type { MessageValues } from '../../platform/language/index.js';
import type { AsOfAsked } from './as-of.js';
import { shownFaults } from '../../platform/http/form-faults.js';

/** Name of what was just done, from the address that a form went on to; null: nothing. */
export const doneOf = z
  .string()
  .regex(/^[a-z-]{1,40}$/)
  .nullable()
  .catch(null);

/**
 * @param key message of the title
 * @param page the page's own data
 * @param more labels of fields that faults can be at beside the two days, by their ids
 * @returns what `PageRenderer.send` takes after the template: data and status; 400 when a day that was asked for is none
 */
export function asOfPage<Page extends object>(
  words: Words,
  asOf: AsOfAsked,
  person: SignedInPerson,
  key: string,
  page: Page,
  values?: MessageValues,
  more: Readonly<Record<string, string>> = {},
) {
  const title = words.t(key, values);
  const labels = {
    at: words.t('registry.asOf.atLabel'),
    known: words.t('registry.asOf.knownLabel'),
    ...more,
  };
  const isFaulty = asOf.faults.length > 0;
  const data = {
    ...page,
    title: isFaulty ? words.t('http.faulty', { title }) : title,
    heading: title,
    asOf,
    isSecretariat: person.roles.includes('secretariat'),
    ...shownFaults(words, asOf.faults, labels),
    wide: true,
  };
  return [data, isFaulty ? 400 : 200] as const;
}
