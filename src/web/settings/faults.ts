import { DomainError, InvalidInput } from '../../kernel/domain-error.js';
import type { Words } from '../../platform/http/words.js';

/** What is wrong with a form: the whole of it in a summary, each fault at its field. */
export interface FormFaults {
  readonly summary: readonly { readonly text: string; readonly href: string }[];
  readonly at: Readonly<Record<string, { readonly text: string }>>;
}

export const NO_FAULTS: FormFaults = { summary: [], at: {} };

/**
 * @param error thrown by a service or the parser
 * @param other field that a fault without a field is shown at
 * @param words in the reader's language
 * @returns the faults as the form shows them
 * @throws the error itself when it is none that a person can mend in this form
 */
export function faultsOf(
  error: unknown,
  other: string,
  { phraseText }: Pick<Words, 'phraseText'>,
): FormFaults {
  if (error instanceof InvalidInput)
    return faultsAt(
      error.faults.map(({ field, message }) => [field.split('.')[0] || other, phraseText(message)]),
    );
  if (error instanceof DomainError && (error.kind === 'invalid' || error.kind === 'conflict')) {
    const { field } = error.details;
    return faultsAt([[typeof field === 'string' ? field : other, phraseText(error.message)]]);
  }
  throw error;
}

/** @param faults field and sentence of each */
export function faultsAt(faults: readonly (readonly [string, string])[]): FormFaults {
  return {
    summary: faults.map(([field, text]) => ({ text, href: `#${field}` })),
    at: Object.fromEntries([...faults].reverse().map(([field, text]) => [field, { text }])),
  };
}
