/** A form as its page shows it: every field with its words, what was typed into it, its options and its faults. Plain data for templates. */
import type { ChoiceField, EitherField, Field, GroupField, ListField, TextField } from './field.js';
import { patternHint } from './patterns.js';
import { DATE_PARTS } from './leaves.js';
import { type FormFault, indexes, isFresh } from './read.js';
import { type Typed, all, asksWhetherGiven, countsBlank, isList, isNothing, named, one } from './typed.js';
import type { FormWording } from './wording.js';

/** Something to choose. */
export interface FormOption {
  readonly value: string;
  readonly text: string;
  /** heading under which it stands in a long list */
  readonly group?: string;
}

/** What a form must know of the world to offer choices. */
export interface FormChoices {
  /** parties and organs, by heading */
  readonly codes: readonly FormOption[];
  /** what a field of that name can mean in the case at hand; null where anything may be typed */
  readonly of: (key: string) => readonly FormOption[] | null;
  /** zone in which the person reads the clock */
  readonly zone: string;
}

/** An option with whether it is chosen. */
export interface ShownOption extends FormOption {
  readonly chosen: boolean;
  /** fields of an alternative, shown under it */
  readonly fields?: readonly ShownField[];
}

/** A field as its template reads it; which members there are follows from `look`. */
export interface ShownField {
  readonly look:
    | 'input'
    | 'number'
    | 'address'
    | 'textarea'
    | 'radios'
    | 'select'
    | 'checkboxes'
    | 'codes'
    | 'date'
    | 'moment'
    | 'period'
    | 'group'
    | 'many'
    | 'either'
    | 'hidden-either';
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly fault: string | null;
  readonly optional: boolean;
  readonly value: string;
  readonly values: Readonly<Record<string, string>>;
  readonly options: readonly ShownOption[];
  readonly fields: readonly ShownField[];
  /** of a group or list that may be left out: whether it is unfolded */
  readonly open: boolean;
  /** name of the box that says it is given although it is blank; null where the form need not ask */
  readonly givenBox: { readonly name: string; readonly ticked: boolean } | null;
  readonly maxLength: number | null;
  /** name of the input that counts a list's entries */
  readonly count: { readonly name: string; readonly value: number } | null;
}

/** A fault as the summary at the top names it, with the place it leads to. */
export interface ShownFault {
  readonly text: string;
  readonly href: string;
}

/** What a form is shown of. */
export interface FormView {
  readonly typed: Typed;
  readonly faults: readonly FormFault[];
  readonly wording: FormWording;
  readonly choices: FormChoices;
}

/** More alternatives, or radios, than this are chosen from a list. */
const FEW = 6;

/** @returns the id of a field's first input, for links to it */
export function idOf(name: string): string {
  return `f-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

/** @returns the fields of a form as its page shows them: first what must be typed, then what may be left as it is */
export function shownForm(form: GroupField, view: FormView): readonly ShownField[] {
  const later = (field: Field): number =>
    isAlwaysAsked(field) || (!isAsked(field) && isNothing(field.preset)) ? 0 : 1;
  const fields = [...form.fields].sort((one_, other) => later(one_) - later(other));
  return fields.map((field) => shown(field, field.key, view));
}

/** @returns every fault for the summary at the top of the page, each with its field's label */
export function shownFaults(
  fields: readonly ShownField[],
  { faults, wording }: FormView,
): readonly ShownFault[] {
  const flat = fields.flatMap(withParts);
  return faults.map(({ name, words }) => {
    const field = flat.find((one_) => one_.name === name);
    const text = wording.say(words);
    if (!field) return { text, href: '#form' };
    const first = field.look === 'date' || field.look === 'moment' ? `${field.id}-day` : field.id;
    return { text: `${field.label}: ${text}`, href: `#${first}` };
  });
}

function withParts(field: ShownField): readonly ShownField[] {
  const under = [...field.fields, ...field.options.flatMap(({ fields = [] }) => fields)];
  return [field, ...under.flatMap(withParts)];
}

function shown(
  field: Field,
  name: string,
  view: FormView,
  label = view.wording.label(field.key, field.kind),
): ShownField {
  const base = baseOf(field, name, view, label);
  switch (field.kind) {
    case 'group':
      return groupShown(field, base, view);
    case 'either':
      return eitherShown(field, base, view);
    case 'many':
      return manyShown(field, base, view);
    case 'lines':
    case 'numbers':
    case 'choices':
    case 'codes':
      return listShown(field, base, view);
    case 'yes-no':
      return { ...base, look: 'radios', options: yesOrNo(field, base.value, view) };
    case 'choice':
    case 'code':
      return choiceShown(field, base, view);
    case 'day':
      return { ...base, look: 'date', values: partValues(name, view, DATE_PARTS) };
    case 'instant':
    case 'wall-time':
      return momentShown(field, base, view);
    case 'integer':
      return { ...base, look: 'number' };
    case 'json':
      return { ...base, look: 'textarea', hint: view.wording.t('cases.hint.json') };
    default:
      return textShown(field, base, view);
  }
}

function baseOf(field: Field, name: string, view: FormView, label: string): ShownField {
  const { typed, faults, wording } = view;
  const fault = faults.find((one_) => one_.name === name);
  const box = asksWhetherGiven(field) ? named.given(name) : null;
  return {
    look: 'input',
    name,
    id: idOf(name),
    label,
    hint: wording.hint(field.key),
    fault: fault ? wording.say(fault.words) : null,
    optional: isAsked(field),
    value: one(typed, name),
    values: {},
    options: [],
    fields: [],
    open: false,
    givenBox: box ? { name: box, ticked: one(typed, box) === 'yes' } : null,
    maxLength: null,
    count: null,
  };
}

/** Which of the things that are due is meant may be left out where there is one; people are asked all the same. */
function isAlwaysAsked({ key }: Field): boolean {
  return key === 'duty';
}

/** What has a value from the beginning is changed, not left out; only groups and lists of it stay folded. */
function isAsked(field: Field): boolean {
  if (isAlwaysAsked(field)) return false;
  if (isList(field)) return field.optional || field.least === 0;
  return field.optional && (field.kind === 'group' || isNothing(field.preset) || field.preset === '');
}

function groupShown(field: GroupField, base: ShownField, view: FormView): ShownField {
  const fields = partsOf(field, base.name, view);
  const [value, unit, ...others] = field.fields.map(({ key }) => key);
  const isPeriod = value === 'value' && unit === 'unit' && others.length === 0;
  return { ...base, look: isPeriod ? 'period' : 'group', fields, open: isOpen(field, base.name, view) };
}

function partsOf({ fields }: GroupField, name: string, view: FormView): readonly ShownField[] {
  return fields.map((part) => shown(part, named.part(name, part.key), view));
}

/** What may be left out is folded until something stands in it, or is wrong with it. */
function isOpen(field: Field, name: string, { typed, faults, choices }: FormView): boolean {
  const faulty = faults.some((fault) => fault.name === name || fault.name.startsWith(`${name}.`));
  return faulty || !isFresh(field, typed, name, choices.zone);
}

function textShown(field: TextField, base: ShownField, view: FormView): ShownField {
  const known = field.long ? null : view.choices.of(field.key);
  if (known && known.length > 0) return { ...base, look: 'select', options: chosenOf(known, [base.value]) };
  const hint = base.hint ?? patternHint(field.pattern, view.wording);
  const look = field.long ? 'textarea' : field.address ? 'address' : 'input';
  return { ...base, look, hint, maxLength: field.maxLength };
}

function choiceShown(field: ChoiceField, base: ShownField, view: FormView): ShownField {
  const words = field.options.map((value) => ({ value, text: view.wording.option(value) }));
  if (field.kind === 'code')
    return { ...base, look: 'select', options: chosenOf([...words, ...view.choices.codes], [base.value]) };
  const options = chosenOf(words, [base.value]);
  const blank = { value: '', text: view.wording.t('cases.form.notSaid'), chosen: base.value === '' };
  if (options.length > FEW) return { ...base, look: 'select', options };
  return { ...base, look: 'radios', options: isAsked(field) ? [...options, blank] : options };
}

function yesOrNo({ optional, preset }: Field, value: string, { wording }: FormView): readonly ShownOption[] {
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

function listShown(field: ListField, base: ShownField, view: FormView): ShownField {
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
  const known = choices.of(field.key);
  if (known && known.length > 0)
    return { ...base, look: 'checkboxes', open, options: chosenOf(known, values) };
  const perLine = wording.t(field.kind === 'lines' ? 'cases.hint.perLine' : 'cases.hint.numbersPerLine');
  return { ...base, look: 'textarea', hint: [base.hint, perLine].filter(Boolean).join(' ') };
}

function partValues(name: string, { typed }: FormView, parts: readonly string[]): Record<string, string> {
  return Object.fromEntries(parts.map((part) => [part, one(typed, named.part(name, part))]));
}

function momentShown(field: Field, base: ShownField, view: FormView): ShownField {
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

function eitherShown(field: EitherField, base: ShownField, view: FormView): ShownField {
  const { typed, wording } = view;
  const chosen = one(typed, named.choice(base.name));
  const few = field.alternatives.length <= FEW;
  const options = field.alternatives.map((alternative): ShownOption => ({
    value: alternative.name,
    text: wording.option(alternative.name),
    chosen: alternative.name === chosen,
    fields:
      few || alternative.name === chosen
        ? alternativeShown(alternative.field, base.name, alternative.name, view)
        : [],
  }));
  const none: ShownOption = { value: '', text: wording.t('cases.form.none'), chosen: chosen === '' };
  const all_ = base.optional ? [...options, none] : options;
  return { ...base, look: few ? 'either' : 'hidden-either', value: chosen, options: all_ };
}

function alternativeShown(
  field: Field,
  name: string,
  alternative: string,
  view: FormView,
): readonly ShownField[] {
  const at = named.alternative(name, alternative);
  if (field.kind === 'group') return partsOf(field, at, view);
  return [shown(field, at, view, view.wording.option(alternative))];
}

/** A list always has a blank entry to type into, except where a blank one would count. */
function manyShown(field: ListField, base: ShownField, view: FormView): ShownField {
  const count = indexes(view.typed, base.name).length;
  const showing = countsBlank(field) ? count : Math.max(count, 1);
  const fields = Array.from({ length: showing }, (_, index) => {
    const name = named.part(base.name, index);
    const label = view.wording.t('cases.form.entry', { of: base.label, n: index + 1 });
    return shown(field.item, name, view, label);
  });
  return {
    ...base,
    look: 'many',
    fields,
    open: isOpen(field, base.name, view),
    count: { name: named.count(base.name), value: showing },
  };
}
