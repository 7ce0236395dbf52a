/** What the forms of a draft have in common: fields as they come in, and faults as they are shown. */
import { z } from 'zod';

/** One line or text of a form; what is not sent is empty. Line ends become plain ones: browsers send two signs. */
export const typed = z
  .string()
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n').trim());
/** Fields of one name, as often as they come. */
export const repeated = z
  .union([z.array(typed), typed.transform((text) => [text])])
  .optional()
  .transform((values) => values ?? []);
/** A number that the page itself wrote into a hidden field. */
export const counted = z.coerce.number().int().min(0).catch(-1);

/** The hidden fields by which two people's work is told apart. */
export const readVersions = { nonce: typed, revision: counted, version: counted };

/** What is wrong with a field, in the reader's language. An empty field name: with the whole form. */
export interface Fault {
  readonly field: string;
  readonly text: string;
}

/** The button that was pressed. */
export const afterSaving = z.enum(['on', 'later', 'show']).catch('on');

/** @returns the faults as govuk's error summary wants them, and by field for the fields themselves */
export function shown(faults: readonly Fault[]) {
  return {
    faults,
    summary: faults.map(({ field, text }) => (field ? { text, href: `#${field}` } : { text })),
    errors: Object.fromEntries(faults.map(({ field, text }) => [field, { text }])),
  };
}
