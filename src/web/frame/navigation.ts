import type { NavigationLink } from '../../platform/http/frame.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import type { Words } from '../../platform/http/words.js';
import { holdsOffice } from '../../modules/cases/index.js';
import { maySeeMails } from '../../modules/notifications/index.js';

/**
 * Where the navigation leads, by the name of its text (`http.nav.…`). `office`: whoever holds one; `delegate`: whoever speaks for a
 * Participant or an Observer, in an office or not; `contacts`: whoever may see those of every party.
 */
const ENTRIES = [
  { name: 'board', href: '/board', to: 'office' },
  { name: 'mine', href: '/open', to: 'delegate' },
  { name: 'procedures', href: '/procedures', to: 'all' },
  { name: 'plenary', href: '/plenary', to: 'all' },
  { name: 'cases', href: '/cases', to: 'all' },
  { name: 'registry', href: '/registry', to: 'all' },
  { name: 'compendium', href: '/compendium', to: 'all' },
  { name: 'mails', href: '/mails', to: 'mails' },
  { name: 'health', href: '/system', to: 'office' },
  { name: 'settings', href: '/settings', to: 'all' },
] as const;

/**
 * @param person who is signed in; null: nobody
 * @param path of the page, such as `/board/grid`
 * @param words in the reader's language
 * @returns the entries that this person has pages behind, the present one marked
 */
export function navigationFor(
  person: SignedInPerson | null,
  path: string,
  words: Pick<Words, 't'>,
): NavigationLink[] {
  if (!person) return [];
  const isFor: Readonly<Record<(typeof ENTRIES)[number]['to'], boolean>> = {
    all: true,
    office: holdsOffice(person),
    delegate: person.roles.some((role) => role === 'participant' || role === 'observer'),
    mails: maySeeMails(person),
  };
  return ENTRIES.filter(({ to }) => isFor[to]).map(({ name, href }) => ({
    href,
    text: words.t(`http.nav.${name}`),
    current: path === href || path.startsWith(`${href}/`),
  }));
}

/** @returns the page a person starts from */
export function startOf(person: SignedInPerson): string {
  return holdsOffice(person) ? '/board' : '/open';
}
