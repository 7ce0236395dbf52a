/** The form of each act: which fields it has, given how the procedure stands and who acts. */
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { ReadProcedure } from '../procedure.reader.js';
import { answerForms } from './answers.forms.js';
import { deliveryForms } from './delivery.forms.js';
import { type FormWords, type MakeField, fieldsOf } from './field-builder.js';
import type { Entered, Field } from './fields.js';
import type { ActName } from './open-acts.js';
import { outcomeForms } from './outcome.forms.js';
import { windowForms } from './window.forms.js';

/** What a form is made of. `asked` is what the link to it names, such as the answer it is about. */
export interface FormAsked {
  readonly read: ReadProcedure;
  readonly person: SignedInPerson;
  readonly asked: Entered;
  readonly make: MakeField;
  readonly words: FormWords;
}
export type FormMaker = (asked: FormAsked) => readonly Field[];

const FORMS: Partial<Record<ActName, FormMaker>> = {
  ...windowForms,
  ...answerForms,
  ...outcomeForms,
  ...deliveryForms,
};

/**
 * @param command an act that has a page
 * @param asked what it is made of
 * @returns its fields; none for an act that only wants a confirmation
 */
export function formOf(command: ActName, asked: Omit<FormAsked, 'make'>): readonly Field[] {
  return FORMS[command]?.({ ...asked, make: fieldsOf(command, asked.words) }) ?? [];
}
