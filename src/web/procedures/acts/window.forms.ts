/** Forms of what moves the window or ends the procedure without an outcome. */
import { localDate } from '../../../kernel/business-calendar.js';
import type { Instant } from '../../../kernel/instant.js';
import type { FormAsked, FormMaker } from './act-form.js';
import { optionsOf, zoneOptions } from './field-builder.js';
import type { Entered } from './fields.js';
import type { ActName } from './open-acts.js';

const UNITS = ['calendar-days', 'working-days', 'weeks', 'months', 'hours'];

export const windowForms: Partial<Record<ActName, FormMaker>> = {
  extend: (asked) => [
    asked.make('moment', 'to', {
      optional: true,
      options: zonesOf(asked),
      initial: momentIn('to', asked),
    }),
    length(asked, asked.read.view.rules?.extension.period ?? null),
    asked.make('prose', 'reason'),
  ],
  'open-consultations': (asked) => [
    asked.make('prose', 'note'),
    asked.make('moment', 'endsAt', {
      optional: true,
      options: zonesOf(asked),
      initial: momentIn('endsAt', asked),
    }),
  ],
  'close-consultations': ({ make, words }) => [
    make('choice', 'result', { options: optionsOf('procedures.result', ['resume', 'no-consensus'], words) }),
    make('prose', 'note', { optional: true }),
  ],
  revise: (asked) => [
    asked.make('texts', 'texts', {
      languages: asked.read.view.texts.map(({ language }) => language),
      initial: Object.fromEntries(
        asked.read.view.texts.map(({ language, body }) => [`texts-${language}`, body]),
      ),
    }),
    asked.make('prose', 'reason'),
    length(asked, asked.read.view.rules?.onObjection.nextRound ?? null),
  ],
  refer: ({ make }) => [
    make('line', 'to'),
    make('prose', 'reason'),
    make('yes-no', 'toPlenary', { initial: 'yes' }),
  ],
  withdraw: ({ make }) => [make('prose', 'reason')],
  discard: ({ make }) => [make('prose', 'reason', { optional: true })],
};

function length({ make, words }: FormAsked, usual: { readonly value: number; readonly unit: string } | null) {
  return make('length', 'period', {
    optional: true,
    options: optionsOf('procedures.unit', UNITS, words),
    initial: { 'period-value': '', 'period-unit': usual?.unit ?? 'calendar-days' },
    ...(usual
      ? {
          hint: words.t('procedures.do.usual', {
            length: words.t(`procedures.length.${usual.unit}`, { count: usual.value }),
          }),
        }
      : {}),
  });
}

/** The zone in which the rules let days end goes first: a deadline is read there. */
export function zonesOf({ read, person }: Pick<FormAsked, 'read' | 'person'>) {
  return zoneOptions([read.view.rules?.window.zone ?? 'UTC', 'UTC', person.zone]);
}

/** An empty date, with the hour at which days end under the rules. */
function momentIn(name: string, { read }: FormAsked): Entered {
  const { zone = 'UTC', cutoff = '24:00' } = read.view.rules?.window ?? {};
  return { [`${name}-time`]: cutoff, [`${name}-zone`]: zone };
}

/** @returns inputs of a moment that hold the day of an instant in a zone */
export function dayIn(name: string, at: Instant, zone: string, time: string): Entered {
  const [year = '', month = '', day = ''] = localDate(at, zone).split('-');
  return {
    [`${name}-year`]: year,
    [`${name}-month`]: String(Number(month)),
    [`${name}-day`]: String(Number(day)),
    [`${name}-time`]: time,
    [`${name}-zone`]: zone,
  };
}
