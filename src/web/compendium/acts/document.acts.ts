/** What the Secretariat does to a document by a form: how each form is shown, and what is made of it. Pure but for the making. */
import { type Instant } from '../../../kernel/instant.js';
import { parseInput } from '../../../kernel/parse.js';
import {
  INSTRUMENT_TYPES,
  type Instruments,
  RELATION_KINDS,
  TEXT_STATUSES,
  annulmentSchema,
  conclusionSchema,
  correctionSchema,
  newTextSchema,
  publicationSchema,
  relationSchema,
} from '../../../modules/compendium/index.js';
import type { Words } from '../../../platform/http/words.js';
import type { Form, FormField, Typed } from '../../registry/index.js';
import type { ShownDocument } from '../document.page.js';

/** Names of the acts, as the addresses of their forms have them. */
export const ACTS = ['text', 'publish', 'correct', 'relate', 'conclude', 'annul'] as const;
export type Act = (typeof ACTS)[number];

type T = Pick<Words, 't'>['t'];
interface ActForm {
  readonly fields: (t: T) => readonly FormField[];
  /** what stands in it at first */
  readonly typed: (document: ShownDocument['document'], today: string) => Typed;
  readonly make: (instruments: Instruments, id: string, typed: Typed, before: Typed) => Promise<unknown>;
  readonly warns?: boolean;
}

const choices = (t: T, prefix: string, values: readonly string[]) =>
  values.map((value) => ({ value, text: t(`compendium.${prefix}.${value}`) }));
const field = (name: string, kind: FormField['kind'] = 'text'): FormField => ({ name, kind });
const orNull = (text: string | undefined): string | null => (text?.trim() ? text.trim() : null);
const source = field('source');
const dayOfToday = (_: ShownDocument['document'], today: string): Typed => ({ at: today });

const FORMS: Readonly<Record<Act, ActForm>> = {
  text: {
    fields: (t) => [
      field('language'),
      field('title'),
      field('text', 'words'),
      field('keptAt'),
      { name: 'status', kind: 'select', choices: choices(t, 'textStatus', TEXT_STATUSES) },
      field('authoritative', 'check'),
      field('newVersion', 'check'),
      source,
    ],
    typed: () => ({ status: 'draft' }),
    make: (instruments, id, typed) =>
      instruments.putText(
        id,
        parseInput(newTextSchema, { ...textOf(typed), source: typed['source'] }, 'text'),
      ),
  },
  publish: {
    fields: () => [field('at', 'date'), source],
    typed: dayOfToday,
    make: (instruments, id, { at, source: from }) =>
      instruments.publish(id, parseInput(publicationSchema, { at, source: from }, 'publication')),
    warns: true,
  },
  correct: {
    fields: (t) => [
      field('title'),
      field('number'),
      { name: 'type', kind: 'select', choices: choices(t, 'type', INSTRUMENT_TYPES) },
      field('organ'),
      field('adopted'),
      field('adoptedIn'),
      field('note', 'words'),
      source,
    ],
    typed: correctable,
    make: async (instruments, id, typed, before) => {
      const changed = changedFields(typed, before);
      if (Object.keys(changed).length === 0) return; // sent twice
      await instruments.correct(
        id,
        parseInput(correctionSchema, { ...changed, source: typed['source'] }, 'correction'),
      );
    },
  },
  relate: {
    fields: (t) => [
      { name: 'kind', kind: 'select', choices: choices(t, 'earlier', RELATION_KINDS) },
      field('to'),
      field('since', 'date'),
      field('paragraph', 'number'),
      source,
    ],
    typed: () => ({ kind: 'amends' }),
    make: (instruments, id, { kind, to, since, paragraph, source: from }) => {
      const number = orNull(paragraph);
      const given = { kind, to, since: orNull(since), paragraph: number && Number(number), source: from };
      return instruments.relate(id, parseInput(relationSchema, given, 'relation'));
    },
  },
  conclude: {
    fields: (t) => [
      { name: 'standing', kind: 'select', choices: choices(t, 'standing', ['concluded', 'lapsed']) },
      field('at', 'date'),
      field('reason'),
      source,
    ],
    typed: dayOfToday,
    make: (instruments, id, { standing, at, reason, source: from }) =>
      instruments.conclude(
        id,
        parseInput(conclusionSchema, { standing, at, reason, source: from }, 'conclusion'),
      ),
    warns: true,
  },
  annul: {
    fields: () => [field('at', 'date'), field('reason'), source],
    typed: dayOfToday,
    make: (instruments, id, { at, reason, source: from }) =>
      instruments.annul(id, parseInput(annulmentSchema, { at, reason, source: from }, 'annulment')),
    warns: true,
  },
};

/** @returns the form of an act on a document */
export function actForm(act: Act, document: ShownDocument['document'], now: Instant, t: T): Form {
  const { fields, typed, warns = false } = FORMS[act];
  const page = `/compendium/${document.id}`;
  return {
    words: `compendium.acts.${act}`,
    values: { title: document.title },
    fields: fields(t),
    about: [`compendium.${act}`, document.id],
    action: `${page}/do/${act}`,
    back: page,
    typed: typed(document, now.slice(0, 10)),
    warns,
  };
}

/**
 * Makes of a form what it asks for.
 *
 * @param before what stood in the form at first: a correction changes what differs from it alone
 * @throws InvalidInput naming every faulty field, and whatever the act of {@link Instruments} throws
 */
export async function makeAct(
  act: Act,
  instruments: Instruments,
  id: string,
  typed: Typed,
  before: Typed,
): Promise<unknown> {
  return FORMS[act].make(instruments, id, typed, before);
}

function textOf({ language, title, text, keptAt, status, authoritative, newVersion }: Typed) {
  return {
    language: language?.trim(),
    title,
    text: text?.trim() ? text.replaceAll('\r\n', '\n') : null,
    keptAt: keptAt?.trim(),
    status,
    authoritative: authoritative === 'true',
    newVersion: newVersion === 'true',
  };
}

function correctable(document: ShownDocument['document']): Typed {
  const { title, number, type, organ, adopted, adoptedIn, note } = document;
  return { title, number: number ?? '', type, organ, adopted: adopted ?? '', adoptedIn, note };
}

/** Only what was changed in the form; a number or date that was emptied is not known. */
function changedFields(typed: Typed, before: Typed): Readonly<Record<string, string | null>> {
  const changed = Object.keys(before).filter((name) => said(typed[name]) !== said(before[name]));
  const emptied = (name: string) => (name === 'number' || name === 'adopted' ? null : '');
  return Object.fromEntries(changed.map((name) => [name, said(typed[name]) || emptied(name)]));
}

function said(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n').trim();
}
