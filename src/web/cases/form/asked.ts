/** What a form asks for at once, and what it keeps folded. */
import type { Field } from './field.js';
import { isFresh } from './read.js';
import type { FormView } from './shown.types.js';
import { isList, isNothing } from './typed.js';

/** Which of the things that are due is meant may be left out where there is one; people are asked all the same. */
export function isAlwaysAsked({ key }: Field): boolean {
  return key === 'duty';
}

/** What has a value from the beginning is changed, not left out; only groups and lists of it stay folded. */
export function isAsked(field: Field): boolean {
  if (isAlwaysAsked(field)) return false;
  if (isList(field)) return field.optional || field.least === 0;
  return field.optional && (field.kind === 'group' || isNothing(field.preset) || field.preset === '');
}

/** What may be left out is folded until something stands in it, or is wrong with it. */
export function isOpen(field: Field, name: string, { typed, faults, choices }: FormView): boolean {
  const faulty = faults.some((fault) => fault.name === name || fault.name.startsWith(`${name}.`));
  return faulty || !isFresh(field, typed, name, choices.zone);
}
