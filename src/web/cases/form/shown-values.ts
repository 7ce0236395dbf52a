/** Fields with one value, or with several of one kind, as their page shows them. */
import { isAsked, isOpen } from './asked.js';
import type { ChoiceField, Field, ListField, TextField } from './field.js';
import { DATE_PARTS } from './leaves.js';
import { patternHint } from './patterns.js';
import type { FormOption, FormView, ShownField, ShownOption } from './shown.types.js';
import { all, isNothing, named, one } from './typed.js';

/** More alternatives, or radios, than this are chosen from a list. */
export const FEW = 6;

export function textShown(field: TextField, base: ShownField, view: FormView): ShownField {
  const known = field.long ? null : view.choices.of(field.key, base.name);
  if (known && known.length > 0) return { ...base, look: 'select', options: chosenOf(known, [base.value]) };
  const hint = base.hint ?? patternHint(field.pattern, view.wording);
  const look = field.long ? 'textarea' : field.address ? 'address' : 'input';
  return { ...base, look, hint, maxLength: field.maxLength };
}

export function choiceShown(field: ChoiceField, base: ShownField, view: FormView): ShownField {
  const words = field.options.map((value) => ({ value, text: view.wording.option(value) }));
  if (field.kind === 'code')
    return { ...base, look: 'select', options: chosenOf([...words, ...view.choices.codes], [base.value]) };
  const options = chosenOf(words, [base.value]);
  const blank = { value: '', text: view.wording.t('cases.form.notSaid'), chosen: base.value === '' };
  if (options.length > FEW) return { ...base, look: 'select', options };
  return { ...base, look: 'radios', options: isAsked(field) ? [...options, blank] : options };
}

export function yesOrNo(
  { optional, preset }: Field,
  value: string,
  { wording }: FormView,
): readonly ShownOption[] {
  const options = ['yes', 'no'].map((one_) => ({
    value: one_,
    text: wording.t(`cases.form.${one_}`),
    chosen: value === one_,
  }));
  if (!optional || !isNothing(preset)) return options;
  return [...options, { value: '', text: wording.t('cases.form.notSaid'), chosen: value === '' }];
}

/** What was typed and is none of the options is one of them all the same: nothing is lost. */
function chosenOf(options: readonly FormOption[], values: readonly string[]): readonly ShownOption[] {
  const others = values.filter((value) => value !== '' && !options.some((option) => option.value === value));
  return [...options, ...others.map((value) => ({ value, text: value }))].map((option) => ({
    ...option,
    chosen: values.includes(option.value),
  }));
}

export function listShown(field: ListField, base: ShownField, view: FormView): ShownField {
  const values = all(view.typed, base.name);
  const { wording, choices } = view;
  const open = isOpen(field, base.name, view);
  if (field.kind === 'choices' || field.kind === 'codes') {
    const words = 'options' in field.item ? field.item.options : [];
    const options = words.map((value) => ({ value, text: wording.option(value) }));
    const codes = field.kind === 'codes' ? choices.codes : [];
    const look = field.kind === 'codes' ? 'codes' : 'checkboxes';
    return { ...base, look, open, options: chosenOf([...options, ...codes], values) };
  }
  const known = choices.of(field.key, base.name);
  if (known && known.length > 0)
    return { ...base, look: 'checkboxes', open, options: chosenOf(known, values) };
  const perLine = wording.t(field.kind === 'lines' ? 'cases.hint.perLine' : 'cases.hint.numbersPerLine');
  return { ...base, look: 'textarea', hint: [base.hint, perLine].filter(Boolean).join(' ') };
}

export function partValues(
  name: string,
  { typed }: FormView,
  parts: readonly string[],
): Record<string, string> {
  return Object.fromEntries(parts.map((part) => [part, one(typed, named.part(name, part))]));
}

export function momentShown(field: Field, base: ShownField, view: FormView): ShownField {
  const { wording, choices, typed } = view;
  const values = partValues(base.name, view, [...DATE_PARTS, 'time']);
  const inUtc = one(typed, named.part(base.name, 'zone')) === 'utc';
  const zones = [
    { value: 'own', text: wording.t('cases.form.ownZone', { zone: choices.zone }), chosen: !inUtc },
    { value: 'utc', text: 'UTC', chosen: inUtc },
  ];
  const options = field.kind === 'wall-time' ? [] : choices.zone === 'UTC' ? zones.slice(1) : zones;
  return { ...base, look: 'moment', values, options };
}
