/** Forms that enter and end parties and what they do in the supply chain, and what they become. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import { parseInput } from '../../../kernel/parse.js';
import { type DistributionList, supplyRoleSchema } from '../../../modules/organs/index.js';
import {
  OBSERVER_CATEGORIES,
  PARTY_KINDS,
  type Party,
  partySchema,
} from '../../../modules/registry/index.js';
import type { Words } from '../../../platform/http/words.js';
import {
  type Form,
  type FormField,
  type Typed,
  choice,
  spanFields,
  spanFrom,
  typedText,
} from '../forms/form.js';

/** What makes a party what it is: a form that says the same again changes nothing. */
const CONTENT = ['name', 'kind', 'category', 'meeting', 'validTo', 'source', 'note'] as const;

/** @returns the form that enters a party */
export function newPartyForm({ t }: Pick<Words, 't'>): Form {
  const kinds = PARTY_KINDS.map((value) => ({ value, text: t(`registry.kind.${value}`) }));
  const categories = OBSERVER_CATEGORIES.map((value) => ({ value, text: t(`registry.category.${value}`) }));
  return {
    words: 'registry.newParty',
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'code', kind: 'text' },
      choice('kind', t('registry.form.choose'), kinds),
      choice('category', t('registry.newParty.noCategory'), categories),
      { name: 'meeting', kind: 'text' },
      ...spanFields(),
      { name: 'note', kind: 'text' },
    ],
    about: ['registry.newParty'],
    action: '/registry/parties/new',
    back: '/registry',
    typed: {},
  };
}

/** @returns the form that ends what a party is */
export function endPartyForm(code: string, name: string): Form {
  const page = `/registry/parties/${code}`;
  return {
    words: 'registry.endParty',
    values: { name },
    fields: [{ name: 'at', kind: 'date' }],
    about: ['registry.endParty', code],
    action: `${page}/end`,
    back: page,
    typed: {},
    warns: true,
  };
}

/** @param lists those by role in the supply chain that it is not on */
export function newRoleForm(
  code: string,
  name: string,
  lists: readonly DistributionList[],
  { t, phraseText }: Pick<Words, 't' | 'phraseText'>,
): Form {
  const page = `/registry/parties/${code}`;
  const roles = lists.map((one) => ({ value: one.list, text: phraseText(one.name) }));
  const fields: FormField[] = [choice('role', t('registry.form.choose'), roles), ...spanFields()];
  return {
    words: 'registry.newRole',
    values: { name },
    fields,
    about: ['registry.newRole', code],
    action: `${page}/roles/new`,
    back: page,
    typed: {},
  };
}

/** @returns the form that takes a party off a list by role in the supply chain */
export function endRoleForm(
  code: string,
  name: string,
  { list, name: role }: DistributionList,
  words: Pick<Words, 'phraseText'>,
): Form {
  const page = `/registry/parties/${code}`;
  return {
    words: 'registry.endRole',
    values: { name, role: words.phraseText(role) },
    fields: [{ name: 'at', kind: 'date' }],
    about: ['registry.endRole', code, list],
    action: `${page}/roles/${list}/end`,
    back: page,
    typed: {},
    warns: true,
  };
}

/** @returns what was typed as a party; left-out day: from now on @throws InvalidInput naming every faulty field */
export function partyFrom(typed: Typed, now: Instant) {
  const wanted = {
    code: typedText(typed, 'code'),
    name: typedText(typed, 'name'),
    kind: typedText(typed, 'kind'),
    category: typedText(typed, 'category') || null,
    meeting: typedText(typed, 'meeting') || null,
    note: typedText(typed, 'note'),
    ...spanFrom(typed, now),
  };
  return parseInput(partySchema, wanted, 'party');
}

/** @returns what was typed as a role in the supply chain @throws InvalidInput naming every faulty field */
export function roleFrom(party: string, typed: Typed, now: Instant) {
  return parseInput(
    supplyRoleSchema,
    { party, role: typedText(typed, 'role'), ...spanFrom(typed, now) },
    'role',
  );
}

/** @returns whether a party is what the form says already, so that there is nothing to enter */
export function isSameParty(party: Party, wanted: Pick<Party, (typeof CONTENT)[number]>): boolean {
  return CONTENT.every((field) => party[field] === wanted[field]);
}
