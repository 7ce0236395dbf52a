/** What the pages of an act show: its form with what one must know to fill it in, and what would happen. */
import type { FieldFault } from '../../../kernel/domain-error.js';
import type { Foreseen } from '../../../modules/written-procedures/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { barOf } from '../answers-bar.js';
import { consequences } from '../foretold/consequences.js';
import { redlines } from '../foretold/redline.js';
import type { ReadProcedure } from '../procedure.reader.js';
import type { FormWords } from './field-builder.js';
import { type Entered, type Field, inputsOf } from './fields.js';
import { type ActName, wordsOf } from './open-acts.js';
import type { Task } from './task.js';

/** Acts that cannot be undone and reach every government: whoever acts types the reference. */
const TYPED: ReadonlySet<ActName> = new Set(['declare', 'withdraw', 'annul', 'confirm-declaration', 'refer']);
/** Acts at which the count is shown. */
const COUNTED: ReadonlySet<ActName> = new Set([
  'declare',
  'confirm-declaration',
  'extend',
  'close-consultations',
  'revise',
  'register-declaration',
]);

/** An act's page: the task, its seal, and what is wrong with it. A fault without a field is about the whole. */
export interface ActShown {
  readonly read: ReadProcedure;
  readonly task: Task;
  readonly nonce: string;
  readonly faults: readonly FieldFault[];
  readonly person: SignedInPerson;
}

/** @returns what `procedure-act.njk` reads */
export function actPage(shown: ActShown, words: Words & FormWords) {
  const { task, read } = shown;
  const { view } = read;
  return {
    ...frameOfAct(shown, words),
    fields: task.fields.map((field) => ({ ...field, values: valuesOf(field, task.entered) })),
    outcome: task.command === 'declare' ? view.outcome : null,
    limits: task.command === 'extend' ? limitsOf(read) : null,
  };
}

/** @returns what `procedure-confirm.njk` reads */
export function confirmPage(shown: ActShown, foreseen: Foreseen, words: Words & FormWords) {
  const { task, read } = shown;
  const payload = task.payload['texts'];
  return {
    ...frameOfAct(shown, words),
    entered: Object.entries(task.entered).map(([name, value]) => ({ name, value })),
    rows: task.fields
      .filter(({ kind }) => kind !== 'hidden' && kind !== 'texts')
      .map((field) => ({ label: field.label, ...saidOf(field, task, words) }))
      .filter(({ text, instant }) => text !== '' || instant !== null),
    ...consequences(task.command, read, foreseen),
    redlines:
      task.command === 'revise' ? redlines(read.view.texts, Array.isArray(payload) ? payload : []) : [],
    typed: TYPED.has(task.command),
  };
}

/** @returns a fault when the act asks for the reference to be typed and another one was */
export function referenceFaults(
  command: ActName,
  { view }: ReadProcedure,
  body: Entered,
  { t }: Pick<Words, 't'>,
): FieldFault[] {
  if (!TYPED.has(command) || (body['reference'] ?? '').trim() === view.reference) return [];
  return [{ field: 'reference', message: t('procedures.fault.reference', { reference: view.reference }) }];
}

function frameOfAct({ read, task, nonce, faults, person }: ActShown, { t, has }: Words & FormWords) {
  const { view } = read;
  const named = wordsOf(task.command, view);
  const heading = t(`procedures.act.${named}`);
  const lead = `procedures.do.${named}.lead`;
  const label = `${heading} – ${view.reference}`;
  return {
    title: faults.length > 0 ? t('procedures.fault.title', { title: label }) : label,
    heading,
    lead: has(lead) ? t(lead) : null,
    command: task.command,
    procedure: view,
    counted: COUNTED.has(task.command) && view.counts ? barOf(view.counts) : null,
    nonce,
    faults,
    faulty: Object.fromEntries(faults.map(({ field, message }) => [field, message])),
    actingFor: person.name,
    names: Object.fromEntries([...view.electorate, ...view.observers].map(({ code, name }) => [code, name])),
  };
}

function limitsOf({ view }: ReadProcedure) {
  const { rules, round, furthestExtension } = view;
  return rules && round
    ? {
        deadline: round.deadline.at,
        used: round.extensions.length,
        times: rules.extension.times,
        furthest: furthestExtension?.at ?? null,
      }
    : null;
}

function valuesOf(field: Field, entered: Entered) {
  return Object.fromEntries(inputsOf(field).map((input) => [input, entered[input] ?? '']));
}

/** What was entered, as it is read back: a choice by its words, a moment by its instant. */
function saidOf(field: Field, { entered, payload }: Task, { t, day }: Pick<Words, 't' | 'day'>) {
  const text = entered[field.name] ?? '';
  const chosen = field.options.find(({ value }) => value === text)?.text;
  if (field.kind === 'yes-no')
    return { text: text === '' ? '' : t(`procedures.yesNo.${text === 'yes' ? 'yes' : 'no'}`), instant: null };
  if (field.kind === 'moment') {
    const value = payload[field.name];
    if (typeof value === 'string') return { text: '', instant: value };
    return { text: momentText(field, entered), instant: null };
  }
  if (field.kind === 'length') {
    const count = Number(entered[`${field.name}-value`] ?? '');
    const unit = entered[`${field.name}-unit`] ?? '';
    return { text: count > 0 ? t(`procedures.length.${unit}`, { count }) : '', instant: null };
  }
  return { text: field.kind === 'day' ? day(text) : (chosen ?? text), instant: null };
}

function momentText({ name }: Field, entered: Entered): string {
  const part = (of: string): string => entered[`${name}-${of}`] ?? '';
  if (part('day') === '') return '';
  return `${part('day')}.${part('month')}.${part('year')}, ${part('time')} (${part('zone')})`;
}
