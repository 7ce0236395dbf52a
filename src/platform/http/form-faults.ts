/** What is wrong with a form: out of what was thrown, and as templates show it. */
import { DomainError, type FieldFault, InvalidInput } from '../../kernel/domain-error.js';
import type { Words } from './words.js';

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
 * @param error thrown by a service or the parser
 * @returns why the form was refused, each fault at its field; the field is empty where the fault is the whole form's
 * @throws the error itself when it is no refusal of input: no right, nothing there, a fault of ours
 */
export function refusalIn(error: unknown): Refusal {
  if (error instanceof InvalidInput) return { status: 400, faults: error.faults };
  if (!(error instanceof DomainError) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error;
  const named = error.details['field'];
  const field = typeof named === 'string' ? named : '';
  const message = error.message.replace(`${field}: `, '');
  return { status: error.kind === 'invalid' ? 400 : 409, faults: [{ field, message }] };
}

/** Makes a change. @returns null when it was made, else why it was refused @throws as {@link refusalIn} */
export async function attempt(act: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return refusalIn(error);
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
    id: idOf(field),
    text: phraseText(message),
  }));
  return {
    faultAt: Object.fromEntries(said.map(({ id, text }) => [id, { text: capital(text) }])),
    faultList: said.map(({ id, text }) => {
      const label = labels[id];
      return label === undefined
        ? { text: capital(text) }
        : { text: t('http.fault', { label, text }), href: `#${id}` };
    }),
  };
}

/** Faults of a form whose sentences name their fields themselves: a summary, and each at its field. */
export interface FormFaults {
  readonly summary: readonly { readonly text: string; readonly href: string }[];
  readonly at: Readonly<Record<string, { readonly text: string }>>;
}

export const NO_FAULTS: FormFaults = { summary: [], at: {} };

/**
 * @param error thrown by a service or the parser
 * @param other field that a fault without a field is shown at
 * @returns the faults as the form shows them
 * @throws as {@link refusalIn}
 */
export function faultsOf(
  error: unknown,
  other: string,
  { phraseText }: Pick<Words, 'phraseText'>,
): FormFaults {
  const { faults } = refusalIn(error);
  return faultsAt(faults.map(({ field, message }) => [idOf(field) || other, capital(phraseText(message))]));
}

/** @param faults field and sentence of each */
export function faultsAt(faults: readonly (readonly [string, string])[]): FormFaults {
  return {
    summary: faults.map(([field, text]) => ({ text, href: `#${field}` })),
    at: Object.fromEntries([...faults].reverse().map(([field, text]) => [field, { text }])),
  };
}

function idOf(field: string): string {
  return field.split('.')[0] ?? '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
