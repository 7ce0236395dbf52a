/** Forms that found and end organs and fill their seats, and what they become. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import { parseInput } from '../../../kernel/parse.js';
import {
  CAPACITIES,
  ORGAN_KINDS,
  type Organ,
  type Seat,
  organSchema,
  seatSchema,
} from '../../../modules/organs/index.js';
import type { Party } from '../../../modules/registry/index.js';
import type { Words } from '../../../platform/http/words.js';
import { type Form, type Typed, choice, spanFields, spanFrom, typedText } from '../forms/form.js';

const PAGE = '/registry/organs';
/** What makes an organ what it is: a form that says the same again changes nothing. */
const CONTENT = ['name', 'kind', 'parent', 'validTo', 'source', 'note'] as const;

/** @param organs that there are, one of which it may belong to */
export function newOrganForm(
  organs: readonly Organ[],
  { t, phraseText }: Pick<Words, 't' | 'phraseText'>,
): Form {
  const kinds = ORGAN_KINDS.map((value) => ({ value, text: t(`registry.organKind.${value}`) }));
  const parents = organs.map(({ code, name }) => ({ value: code, text: `${phraseText(name)} (${code})` }));
  return {
    words: 'registry.newOrgan',
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'code', kind: 'text' },
      choice('kind', t('registry.form.choose'), kinds),
      choice('parent', t('registry.newOrgan.noParent'), parents),
      ...spanFields(),
      { name: 'note', kind: 'text' },
    ],
    about: ['registry.newOrgan'],
    action: `${PAGE}/new`,
    back: PAGE,
    typed: {},
  };
}

/** @param seats how many end with it */
export function endOrganForm(
  { code, name }: Pick<Organ, 'code' | 'name'>,
  seats: number,
  { t, phraseText }: Pick<Words, 't' | 'phraseText'>,
): Form {
  return {
    words: 'registry.endOrgan',
    values: { name: phraseText(name), seats: t('registry.endOrgan.seats', { n: seats }) },
    fields: [{ name: 'at', kind: 'date' }],
    about: ['registry.endOrgan', code],
    action: `${PAGE}/${code}/end`,
    back: `${PAGE}/${code}`,
    typed: {},
    warns: true,
  };
}

/** @param parties who may sit in it, by name */
export function newSeatForm(
  { code, name }: Organ,
  parties: readonly Party[],
  { t, phraseText, partyName }: Pick<Words, 't' | 'phraseText' | 'partyName'>,
): Form {
  const capacities = CAPACITIES.map((value) => ({ value, text: t(`registry.capacity.${value}`) }));
  const choices = parties.map((one) => ({
    value: one.code,
    text: `${partyName(one.code, one.name)} (${one.code})`,
  }));
  return {
    words: 'registry.newSeat',
    values: { name: phraseText(name) },
    fields: [
      choice('party', t('registry.form.choose'), choices),
      choice('capacity', t('registry.form.choose'), capacities),
      { name: 'contactId', kind: 'text' },
      ...spanFields(),
    ],
    about: ['registry.newSeat', code],
    action: `${PAGE}/${code}/seats/new`,
    back: `${PAGE}/${code}`,
    typed: {},
  };
}

/** @returns the form that ends a seat */
export function endSeatForm(
  { code, name }: Pick<Organ, 'code' | 'name'>,
  { party, partyName }: Pick<Seat, 'party' | 'partyName'>,
  words: Pick<Words, 'phraseText' | 'partyName'>,
): Form {
  return {
    words: 'registry.endSeat',
    values: { name: words.phraseText(name), party: words.partyName(party, partyName) },
    fields: [{ name: 'at', kind: 'date' }],
    about: ['registry.endSeat', code, party],
    action: `${PAGE}/${code}/seats/${party}/end`,
    back: `${PAGE}/${code}`,
    typed: {},
    warns: true,
  };
}

/** @returns what was typed as an organ; left-out day: from now on @throws InvalidInput naming every faulty field */
export function organFrom(typed: Typed, now: Instant) {
  const wanted = {
    code: typedText(typed, 'code'),
    name: typedText(typed, 'name'),
    kind: typedText(typed, 'kind'),
    parent: typedText(typed, 'parent') || null,
    note: typedText(typed, 'note'),
    ...spanFrom(typed, now),
  };
  return parseInput(organSchema, wanted, 'organ');
}

/** @returns what was typed as a seat; nobody named: every contact of the party sits there @throws InvalidInput naming every faulty field */
export function seatFrom(organ: string, typed: Typed, now: Instant) {
  const wanted = {
    organ,
    party: typedText(typed, 'party'),
    capacity: typedText(typed, 'capacity'),
    contactId: typedText(typed, 'contactId') || null,
    ...spanFrom(typed, now),
  };
  return parseInput(seatSchema, wanted, 'seat');
}

/** @returns whether an organ is what the form says already, so that there is nothing to enter */
export function isSameOrgan(organ: Organ, wanted: Pick<Organ, (typeof CONTENT)[number]>): boolean {
  return CONTENT.every((field) => organ[field] === wanted[field]);
}
