/** Forms of the registry and the Compendium as data: what is asked, what was typed, what is wrong with it. Pure. */
import { z } from 'zod';
import { DomainError, type FieldFault, InvalidInput } from '../../../kernel/domain-error.js';
import { type Instant } from '../../../kernel/instant.js';
import type { Words } from '../../../platform/http/words.js';
import { dayBegins } from '../as-of.js';

/** What was typed into a form, by field. */
export const typedSchema = z.record(z.string(), z.string().max(260_000));
export type Typed = Readonly<Record<string, string>>;

/** One thing that a form asks. */
export interface FormField {
  readonly name: string;
  readonly kind: 'text' | 'email' | 'number' | 'date' | 'select' | 'words' | 'check';
  /** of a select */
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
}

/** @param first what stands where nothing is chosen yet */
export function choice(
  name: string,
  first: string,
  choices: readonly { readonly value: string; readonly text: string }[],
): FormField {
  return { name, kind: 'select', choices: [{ value: '', text: first }, ...choices] };
}

/** @returns the fields of whatever holds from a day on, known from somewhere */
export function spanFields(): FormField[] {
  return [
    { name: 'validFrom', kind: 'date' },
    { name: 'validTo', kind: 'date' },
    { name: 'source', kind: 'text' },
  ];
}

/** A form, told what it is for. Its texts are messages below `words`: `title`, `lead`, `submit`, `fields.…`, `hints.…`. */
export interface Form {
  readonly words: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly fields: readonly FormField[];
  /** what must not change between showing and sending, beside the person */
  readonly about: readonly string[];
  readonly action: string;
  readonly back: string;
  /** what stands in it at first */
  readonly typed: Typed;
  /** whether its lead is a warning: what it does cannot be undone, or reaches far */
  readonly warns?: boolean;
}

/** Why a form was not taken. */
export interface Refusal {
  readonly status: number;
  readonly faults: readonly FieldFault[];
}

/** A form that came from another browser, or was too old. */
export const STALE: Refusal = {
  status: 409,
  faults: [
    {
      field: '',
      message: 'This form was too old. Nothing was changed. What you typed is still here: send it again.',
    },
  ],
};

/**
 * Makes a change.
 *
 * @returns null when it was made, else why it was refused
 * @throws whatever is no refusal of input: no right, nothing there, a fault of ours
 */
export async function attempt(act: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof InvalidInput) return { status: 400, faults: error.faults };
    if (!(error instanceof DomainError) || (error.kind !== 'invalid' && error.kind !== 'conflict'))
      throw error;
    const named = error.details['field'];
    const field = typeof named === 'string' ? named : '';
    const message = error.message.replace(`${field}: `, '');
    return { status: error.kind === 'invalid' ? 400 : 409, faults: [{ field, message }] };
  }
}

/**
 * @param labels of the fields that faults can be at, by their ids
 * @returns the faults as the templates show them: each at its field, and all of them at the top, where each names its field
 */
export function shownFaults(
  { t, phraseText }: Pick<Words, 't' | 'phraseText'>,
  faults: readonly FieldFault[],
  labels: Readonly<Record<string, string>>,
) {
  const last = new Map(faults.map((fault) => [fault.field, fault])); // of several at one field the last says most
  const said = [...last.values()].map(({ field, message }) => ({
    id: field.split('.')[0] ?? '',
    text: phraseText(message),
  }));
  return {
    faultAt: Object.fromEntries(said.map(({ id, text }) => [id, { text: capital(text) }])),
    faultList: said.map(({ id, text }) => {
      const label = labels[id];
      return label === undefined
        ? { text: capital(text) }
        : { text: t('registry.form.fault', { label, text }), href: `#${id}` };
    }),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * @param text a day as typed; empty: `otherwise`
 * @param field where it was typed
 * @throws InvalidInput when it is no day
 */
export function typedDay<Otherwise extends Instant | null>(
  text: string | undefined,
  field: string,
  otherwise: Otherwise,
): Instant | Otherwise {
  const day = (text ?? '').trim();
  if (day === '') return otherwise;
  const begins = dayBegins(day);
  if (begins) return begins;
  throw new InvalidInput('form', [{ field, message: 'a day of the calendar, such as 2009-06-01' }]);
}

/** @returns what was typed into a field, without the spaces around it */
export function typedText(typed: Typed, field: string): string {
  return typed[field]?.trim() ?? '';
}

/** @returns what was typed into {@link spanFields}; left-out beginning: from now on @throws InvalidInput when a day is none */
export function spanFrom(typed: Typed, now: Instant) {
  return {
    validFrom: typedDay(typed['validFrom'], 'validFrom', now),
    validTo: typedDay(typed['validTo'], 'validTo', null),
    source: typedText(typed, 'source'),
  };
}
