/** Forms about contacts: how they are shown, and what they become. Pure. */
import {
  type Contact,
  CONTACT_FUNCTIONS,
  absenceSchema,
  bounceSchema,
  contactSchema,
  endSchema,
} from '../../../modules/registry/index.js';
import type { Instant } from '../../../kernel/instant.js';
import { parseInput } from '../../../kernel/parse.js';
import type { Words } from '../../../platform/http/words.js';
import { type Form, type FormField, type Typed, typedDay } from '../forms/form.js';

const CONTENT = ['party', 'name', 'email', 'languages', 'zone', 'rank', 'function'] as const;

function contactFields({ t }: Pick<Words, 't'>): FormField[] {
  const functions = CONTACT_FUNCTIONS.map((value) => ({ value, text: t(`registry.function.${value}`) }));
  return [
    { name: 'name', kind: 'text' },
    { name: 'email', kind: 'email' },
    { name: 'languages', kind: 'text' },
    { name: 'zone', kind: 'text' },
    { name: 'rank', kind: 'number' },
    {
      name: 'function',
      kind: 'select',
      choices: [{ value: '', text: t('registry.function.byRank') }, ...functions],
    },
    { name: 'validFrom', kind: 'date' },
    { name: 'source', kind: 'text' },
  ];
}

/** @returns the form that changes a contact, filled with what holds now */
export function editForm(contact: Contact, words: Pick<Words, 't'>): Form {
  const page = `/registry/contacts/${contact.id}`;
  return {
    words: 'registry.editContact',
    values: { name: contact.name },
    fields: contactFields(words),
    about: ['registry.editContact', contact.id],
    action: `${page}/edit`,
    back: page,
    typed: {
      name: contact.name,
      email: contact.email,
      languages: contact.languages.join(' '),
      zone: contact.zone,
      rank: String(contact.rank),
      function: contact.function ?? '',
    },
  };
}

/** @param taken contacts that the party has, whose zone and languages a new one probably shares */
export function newForm(
  party: string,
  partyName: string,
  taken: readonly Contact[],
  words: Pick<Words, 't'>,
): Form {
  const [first] = taken;
  return {
    words: 'registry.newContact',
    values: { name: partyName },
    fields: [{ name: 'id', kind: 'text' }, ...contactFields(words)],
    about: ['registry.newContact', party],
    action: `/registry/parties/${party}/contacts/new`,
    back: `/registry/parties/${party}`,
    typed: {
      id: freeId(
        party,
        taken.map(({ id }) => id),
      ),
      languages: first?.languages.join(' ') ?? 'en',
      zone: first?.zone ?? 'UTC',
      rank: String(taken.reduce((most, { rank }) => Math.max(most, rank), 0) + 1),
    },
  };
}

/** @returns the form that ends a contact */
export function endForm({ id, name, party }: Contact): Form {
  const page = `/registry/contacts/${id}`;
  return {
    words: 'registry.endContact',
    values: { name, party },
    fields: [{ name: 'at', kind: 'date' }],
    about: ['registry.endContact', id],
    action: `${page}/end`,
    back: page,
    typed: {},
    warns: true,
  };
}

/** @returns the form that says that mail to a contact comes back */
export function bounceForm({ id, name, email }: Contact): Form {
  const page = `/registry/contacts/${id}`;
  return {
    words: 'registry.bounce',
    values: { name, email },
    fields: [
      { name: 'at', kind: 'date' },
      { name: 'said', kind: 'text' },
    ],
    about: ['registry.bounce', id],
    action: `${page}/unreachable`,
    back: page,
    typed: {},
  };
}

/** @returns what was typed of mail that comes back; left-out day: since now @throws InvalidInput naming every faulty field */
export function bounceFrom(typed: Typed, now: Instant) {
  return parseInput(bounceSchema, { at: typedDay(typed['at'], 'at', now), said: typed['said'] }, 'bounce');
}

/** @param others contacts of the party who get the mail meanwhile, in words */
export function absenceForm({ id, name }: Contact, others: string): Form {
  const page = `/registry/contacts/${id}`;
  return {
    words: 'registry.absence',
    values: { name, others },
    fields: [
      { name: 'validFrom', kind: 'date' },
      { name: 'validTo', kind: 'date' },
      { name: 'reason', kind: 'text' },
    ],
    about: ['registry.absence', id],
    action: `${page}/absence`,
    back: page,
    typed: {},
  };
}

/** @returns what was typed as a contact; left-out day: from now on @throws InvalidInput naming every faulty field */
export function contactFrom(typed: Typed, id: string, party: string, now: Instant) {
  const { name, email, languages = '', zone, rank, function: role, source } = typed;
  return parseInput(
    contactSchema,
    {
      id,
      party,
      name: name?.trim(),
      email: email?.trim(),
      languages: languages.split(/[\s,;]+/).filter((tag) => tag !== ''),
      zone: zone?.trim(),
      rank: Number(rank),
      function: role === '' ? null : role,
      validFrom: typedDay(typed['validFrom'], 'validFrom', now),
      source: source?.trim(),
    },
    'contact',
  );
}

/** @returns whether a contact is what the form says already, so that there is nothing to change */
export function saysTheSame(
  contact: Contact | undefined,
  typed: Pick<Contact, (typeof CONTENT)[number]>,
): boolean {
  return contact !== undefined && CONTENT.every((field) => String(contact[field]) === String(typed[field]));
}

/** @returns what was typed as an absence; left-out beginning: from now on; left-out end: not known yet */
export function absenceFrom(typed: Typed, now: Instant) {
  return parseInput(
    absenceSchema,
    {
      validFrom: typedDay(typed['validFrom'], 'validFrom', now),
      validTo: typedDay(typed['validTo'], 'validTo', null),
      reason: typed['reason'],
    },
    'absence',
  );
}

/** @returns when something is to end; left out: now */
export function endFrom(typed: Typed, now: Instant): Instant {
  return parseInput(endSchema, { at: typedDay(typed['at'], 'at', now) }, 'end').at;
}

function freeId(party: string, taken: readonly string[]): string {
  const numbers = taken.map((id) => Number(/-(\d+)$/.exec(id)?.[1] ?? 0));
  return `${party}-${Math.max(0, ...numbers) + 1}`;
}
