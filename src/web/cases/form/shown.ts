/** A form as its page shows it: every field with its words, what was typed into it, its options and its faults. */
import { isAlwaysAsked, isAsked, isOpen } from './asked.js';
import type { EitherField, Field, GroupField, ListField } from './field.js';
import { written } from './fill.js';
import { indexes } from './read.js';
import type { FormView, ShownFault, ShownField, ShownOption } from './shown.types.js';
import { FEW, choiceShown, listShown, momentShown, partValues, textShown, yesOrNo } from './shown-values.js';
import { DATE_PARTS } from './leaves.js';
import { asksWhetherGiven, countsBlank, isNothing, named, one } from './typed.js';

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
    hint: (name === field.key ? wording.hint(`own-${name}`) : null) ?? wording.hint(field.key),
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

function groupShown(field: GroupField, base: ShownField, view: FormView): ShownField {
  const fields = partsOf(field, base.name, view);
  const [value, unit, ...others] = field.fields.map(({ key }) => key);
  const isPeriod = value === 'value' && unit === 'unit' && others.length === 0;
  return { ...base, look: isPeriod ? 'period' : 'group', fields, open: isOpen(field, base.name, view) };
}

function partsOf({ fields }: GroupField, name: string, view: FormView): readonly ShownField[] {
  return fields.map((part) => shown(part, named.part(name, part.key), view));
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
  const begun = withFresh(field, at, view);
  if (field.kind === 'group') return partsOf(field, at, begun);
  return [shown(field, at, begun, view.wording.option(alternative))];
}

/** A list always has a blank entry to type into, except where a blank one would count. */
function manyShown(field: ListField, base: ShownField, view: FormView): ShownField {
  const count = indexes(view.typed, base.name).length;
  const showing = countsBlank(field) ? count : Math.max(count, 1);
  const fields = Array.from({ length: showing }, (_, index) => {
    const name = named.part(base.name, index);
    const label = view.wording.t('cases.form.entry', { of: base.label, n: index + 1 });
    return shown(field.item, name, withFresh(field.item, name, view), label);
  });
  return {
    ...base,
    look: 'many',
    fields,
    open: isOpen(field, base.name, view),
    count: { name: named.count(base.name), value: showing },
  };
}

/** An entry or alternative that nobody has seen yet begins with what the schema takes where it is left out. */
function withFresh(field: Field, name: string, view: FormView): FormView {
  const isSeen = [...view.typed.keys()].some((input) => input === name || input.startsWith(`${name}.`));
  if (isSeen) return view;
  return { ...view, typed: new Map([...view.typed, ...written(field, undefined, name, view.choices.zone)]) };
}
