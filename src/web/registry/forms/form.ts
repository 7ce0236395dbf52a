/** Forms of the registry and the Compendium as data: what is asked, what was typed, what is wrong with it. Pure. */
import { z } from 'zod';
import { InvalidInput } from '../../../kernel/domain-error.js';
import { type Instant } from '../../../kernel/instant.js';
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
