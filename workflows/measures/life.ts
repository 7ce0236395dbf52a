/**
 * The life of a measure from its decision to its end, shared by interim and special measures: decided, in force, and how it ends. Three
 * clocks run beside each other while it is in force: its terms, its reports, and times in which members may stop something.
 *
 * Only a date that stands in the measure's own text ends it without a decision. Everything else that passes is a state.
 *
 * Known limit: an end that has come is final. Where its decision is found never adopted afterwards, it is not struck here (annul is heard only
 * until the end comes): the measure is recorded anew, with what it follows.
 */
import { dutyTimers, caseSetup, leadsTo, stays } from '../casework/index.js';
import type { CaseCommands } from '../casework/index.js';
import { changeCommands } from './commands/change.commands.js';
import { endingCommands } from './commands/ending.commands.js';
import { fallingCommands } from './commands/falling.commands.js';
import { monitoringCommands } from './commands/monitoring.commands.js';
import { noticeCommands } from './commands/notice.commands.js';
import { windowCommands } from './commands/window.commands.js';
import type { End, MeasureContext } from './measure.context.js';
import { askWhatIsDue, nextPeriod } from './reports.rules.js';
import { keepTrade, tellEnded, tellInForce, tellTrade } from './telling.js';
import { endAhead, endCome, hasEnded, versionAhead, versionAt } from './versions.rules.js';
import { nextWindowEnd, tellWindowsOver, windowsOver } from './windows.rules.js';

/** Every command of the life of a measure, by name. */
export const lifeCommands = {
  ...changeCommands,
  ...endingCommands,
  ...fallingCommands,
  ...monitoringCommands,
  ...noticeCommands,
  ...windowCommands,
} as const;

interface Scope {
  readonly context: MeasureContext;
}
const endedAs =
  (how: End['how']) =>
  ({ context }: Scope): boolean =>
    hasEnded(context) && context.end?.how === how;

/**
 * @param commands of the workflow
 * @returns what `setup` takes: that of every case, and what the life of a measure adds
 */
export function measureSetup(commands: CaseCommands<MeasureContext>) {
  const { types, guards, delays, actions, changing, sending, until } = caseSetup<MeasureContext>(commands);
  return {
    changing,
    sending,
    types,
    guards: {
      ...guards,
      isLifted: endedAs('lifted'),
      isConcluded: endedAs('concluded'),
      hasLapsed: endedAs('lapsed'),
      isReplaced: endedAs('replaced'),
      isAnnulled: endedAs('annulled'),
      isInForce: ({ context }: Scope) => versionAt(context) !== undefined,
      endsNext: ({ context }: Scope) => {
        const end = endAhead(context);
        const terms = versionAhead(context);
        return end !== null && (!terms || end.at <= terms.effectiveAt);
      },
      termsNext: ({ context }: Scope) => versionAhead(context) !== undefined,
      periodAhead: ({ context }: Scope) => nextPeriod(context) !== null,
      windowRuns: ({ context }: Scope) => nextWindowEnd(context) !== null,
    },
    delays: {
      ...delays,
      'takes-effect': until((context) => versionAhead(context)?.effectiveAt),
      'measure-ends': until((context) => endAhead(context)?.at),
      'terms-begin': until((context) => versionAhead(context)?.effectiveAt),
      'report-period': until((context) => nextPeriod(context)?.at),
      'window-ends': until((context) => nextWindowEnd(context)?.at),
    },
    actions: {
      ...actions,
      askWhatIsDue: changing(askWhatIsDue),
      tellTrade: sending(tellTrade),
      keepTrade: changing(keepTrade),
      tellInForce: sending(tellInForce),
      endCome: changing(endCome),
      tellEnded: sending(tellEnded),
      windowsOver: changing(windowsOver),
      tellWindowsOver: sending(tellWindowsOver),
    },
  };
}

/** Heard in every state: what is said and announced binds nobody. */
export const lifeListeners = {
  hear: stays,
  'record-notice': stays,
  'contest-notice': stays,
  'settle-notice': stays,
} as const;

const settles = leadsTo('settling');
const atEnd = ['tellTrade', 'keepTrade', 'tellEnded'] as const;
const ending = (title: string, needed: string) =>
  ({ type: 'final', meta: { title, needed }, entry: [...atEnd] }) as const;

const terms = {
  initial: 'planning',
  states: {
    planning: {
      always: [
        { guard: 'endsNext', target: 'ending' },
        { guard: 'termsNext', target: 'changing' },
        { target: 'standing' },
      ],
    },
    ending: {
      meta: { title: 'Its end is dated', needed: 'What the terms ask for, to their end.' },
      after: { 'measure-ends': { target: '#settling', actions: ['endCome'] } },
    },
    changing: {
      meta: { title: 'Other terms are dated', needed: 'What the terms ask for; others follow.' },
      after: { 'terms-begin': { target: '#settling', actions: ['tellInForce'] } },
    },
    standing: {
      meta: { title: 'Until it is lifted', needed: 'What the terms ask for, until it is lifted.' },
    },
  },
} as const;

const reports = {
  initial: 'planning',
  states: {
    planning: {
      entry: ['askWhatIsDue'],
      always: [{ guard: 'periodAhead', target: 'waiting' }, { target: 'none-ahead' }],
    },
    waiting: { after: { 'report-period': 'planning' } },
    'none-ahead': {},
  },
} as const;

const windows = {
  initial: 'planning',
  states: {
    planning: { always: [{ guard: 'windowRuns', target: 'running' }, { target: 'none-runs' }] },
    running: {
      after: { 'window-ends': { target: 'planning', actions: ['windowsOver', 'tellWindowsOver'] } },
    },
    'none-runs': {},
  },
} as const;

/** States of the region `progress`, from the decision on. `settling` is passed through after everything that may move it. */
export const lifeStates = {
  settling: {
    id: 'settling',
    always: [
      { guard: 'isAnnulled', target: 'annulled' },
      { guard: 'isLifted', target: 'lifted' },
      { guard: 'isConcluded', target: 'concluded' },
      { guard: 'hasLapsed', target: 'lapsed' },
      { guard: 'isReplaced', target: 'replaced' },
      { guard: 'isInForce', target: 'in-force' },
      { target: 'decided' },
    ],
  },
  decided: {
    meta: { title: 'Decided', needed: 'Nothing: it takes effect on its day.' },
    entry: ['tellTrade', 'keepTrade'],
    on: {
      annul: settles,
      amend: settles,
      lift: settles,
      conclude: settles,
      replace: settles,
      'record-no-consensus': stays,
    },
    after: { 'takes-effect': { target: 'settling', actions: ['tellInForce'] } },
  },
  'in-force': {
    meta: { title: 'In force', needed: 'What its terms ask for.' },
    type: 'parallel',
    entry: ['tellTrade', 'keepTrade'],
    on: {
      amend: settles,
      'continue-measure': settles,
      'lift-in-zones': settles,
      lift: settles,
      conclude: settles,
      replace: settles,
      annul: settles,
      'open-window': settles,
      'object-to-continuation': settles,
      'withdraw-objection': stays,
      'record-no-consensus': stays,
      'submit-report': stays,
      'record-review': stays,
      'record-monitoring': stays,
    },
    states: { terms, reports, windows }, // the first one says what the case is described by
  },
  lifted: ending('Lifted', 'Nothing: it is lifted.'),
  concluded: ending('Concluded', 'Nothing: it is concluded.'),
  lapsed: ending('No longer applies', 'Nothing: by its own text it applies no longer.'),
  replaced: ending('Replaced', 'Nothing: another instrument has taken its place.'),
  annulled: ending('Annulled', 'Nothing: it was never adopted.'),
} as const;

/** The timers of that life, for a workflow's `timers`. */
export const lifeTimers = {
  ...dutyTimers,
  'takes-effect': timer('the decision takes effect', 'took-effect'),
  'measure-ends': {
    ...timer('its terms end', 'terms-ended'),
    basis: (context: MeasureContext) => endAhead(context),
  },
  'terms-begin': timer('the terms decided last take effect', 'terms-began'),
  'report-period': {
    ...timer('the next period of a report begins', 'report-period-began'),
    basis: (context: MeasureContext) => nextPeriod(context),
  },
  'window-ends': {
    ...timer('the time in which members may stop it is over', 'window-ended'),
    basis: (context: MeasureContext) => nextWindowEnd(context),
  },
} as const;

function timer(title: string, recordedAs: string) {
  return { title, recordedAs, basis: (): null => null } as const;
}
