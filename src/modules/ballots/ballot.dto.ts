import { z } from 'zod';
import { POSITION_KINDS, type PositionKind } from '../../../workflows/written-procedure/index.js';

/** Longest name of a part of the text, in characters. */
export const LONGEST_LINE = 500;
/** Longest reason, statement or way out, in characters. */
export const LONGEST_PROSE = 10_000;

/** Free text from a form: line ends as one sign, control characters out; empty means none. */
const prose = z
  .string()
  .default('')
  .transform((text) =>
    text
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[^\P{Cc}\n\t]/gu, '')
      .trim(),
  );
const short = z.string().max(300).default('');

/** The form with the choices. Nothing in it is required here: what is missing is said on the page. */
export const choiceSchema = z.object({
  kind: short,
  reason: prose,
  statement: prose,
  /** of an objection: which part of the text it is about, and what would resolve it */
  paragraph: prose.transform((text) => text.replaceAll(/\s+/g, ' ')),
  resolution: prose,
  /** of a request for more time: a day, as a browser or a person writes it */
  until: short.transform((day) => day.trim()),
  nonce: short,
});
export type ChoiceForm = z.output<typeof choiceSchema>;

/** The form that casts: the choice again, who it is for as typed, and the code where it is needed. */
export const castSchema = choiceSchema.extend({
  represents: short,
  code: short,
  action: z.enum(['cast', 'change']).catch('cast'),
});
export type CastForm = z.output<typeof castSchema>;

/** The small forms: acknowledge, withdraw, not us. `declared` is a box that must be ticked. */
export const declarationFormSchema = z.object({
  nonce: short,
  declared: z.enum(['yes']).optional().catch(undefined),
  /** reference of the procedure, as typed */
  reference: short,
});
export type DeclarationForm = z.output<typeof declarationFormSchema>;

/** An answer somebody is about to give. */
export interface Choice {
  readonly kind: PositionKind;
  readonly reason: string;
  readonly statement: string;
  readonly paragraph: string;
  readonly resolution: string;
  readonly until: string;
}

/** One thing to mend, with the id of its field on the page. */
export interface FormFault {
  readonly field: string;
  readonly message: string;
}

/** @returns the kind of answer, or null when none (or an unknown one) was chosen */
export function findKind(text: string): PositionKind | null {
  return POSITION_KINDS.find((kind) => kind === text) ?? null;
}
