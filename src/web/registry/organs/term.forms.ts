/** Terms of offices: how they are listed, and the forms that begin and end one. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import { parseInput } from '../../../kernel/parse.js';
import { type Office, type OfficeTerm, type Party, termSchema } from '../../../modules/registry/index.js';
import type { Words } from '../../../platform/http/words.js';
import { type Form, type Typed, choice, spanFields, spanFrom, typedText } from '../forms/form.js';

/** The offices in the order in which the page shows them. */
const OFFICES = ['chair', 'vice-chair', 'secretariat'] as const satisfies readonly Office[];
const PAGE = '/registry/terms';

/** @returns each office with who holds it then, and every term, the newest first */
export function officeLines(all: readonly OfficeTerm[], then: readonly OfficeTerm[]) {
  return OFFICES.map((office) => ({
    office,
    holder: then.find((term) => term.office === office) ?? null,
    terms: all.filter((term) => term.office === office),
  }));
}

/** @param candidates parties that can hold an office, by name */
export function newTermForm(
  office: Office,
  candidates: readonly Party[],
  { t, partyName }: Pick<Words, 't' | 'partyName'>,
): Form {
  const parties = candidates.map(({ code, name }) => ({
    value: code,
    text: `${partyName(code, name)} (${code})`,
  }));
  return {
    words: 'registry.newTerm',
    values: { office: t(`registry.office.${office}`) },
    fields: [
      choice('party', t('registry.form.choose'), parties),
      { name: 'contactId', kind: 'text' },
      ...spanFields(),
    ],
    about: ['registry.newTerm', office],
    action: `${PAGE}/${office}/new`,
    back: PAGE,
    typed: {},
  };
}

/** @returns the form that ends the term of an office */
export function endTermForm(office: Office, { t }: Pick<Words, 't'>): Form {
  return {
    words: 'registry.endTerm',
    values: { office: t(`registry.office.${office}`) },
    fields: [{ name: 'at', kind: 'date' }],
    about: ['registry.endTerm', office],
    action: `${PAGE}/${office}/end`,
    back: PAGE,
    typed: {},
    warns: true,
  };
}

/** @returns what was typed as a term; left-out beginning: from now on @throws InvalidInput naming every faulty field */
export function termFrom(office: Office, typed: Typed, now: Instant) {
  const contactId = typedText(typed, 'contactId') || null;
  return parseInput(
    termSchema,
    { office, party: typed['party'], contactId, ...spanFrom(typed, now) },
    'term',
  );
}
