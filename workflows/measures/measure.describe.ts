/** A measure in words. */
import { type Saying, dueWords } from '../casework/index.js';
import type { MeasureContext } from './measure.context.js';
import { termWords } from './terms.rules.js';
import { endAhead, provisionsAt, versionAhead } from './versions.rules.js';
import { objecting } from './windows.rules.js';

/** @returns what applies, until when, and what is due: `On ZWE there apply: supervised exports in Marange. They apply until they are lifted. …` */
function inForceWords(context: MeasureContext): string {
  const terms = (provisionsAt(context)?.terms ?? []).map(termWords).join('; ');
  return [
    `On ${context.party} there apply: ${terms}.`,
    untilWords(context),
    noticeWords(context),
    windowWords(context),
    dueWords(context),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

const FINDERS = {
  plenary: 'the Plenary',
  'written-procedure': 'a written procedure',
  intersessional: 'the Intersessional',
  organ: 'the organ named',
  chair: 'the Chair',
  elsewhere: 'whoever it names',
} as const;

function untilWords(context: MeasureContext): string {
  const { end } = context;
  const ahead = endAhead(context);
  if (ahead) return `They end at ${ahead.at}${end ? ` (${end.how})` : ', by their own text'}.`;
  const sunset = provisionsAt(context)?.sunset;
  if (sunset?.kind !== 'condition') return 'They apply until they are lifted.';
  return `Under ${sunset.under} they end once ${sunset.foundBy.map((by) => FINDERS[by]).join(' or ')} finds: ${sunset.condition}.`;
}

function noticeWords({ notices }: MeasureContext): string {
  const open = notices
    .filter(({ settled }) => settled === null)
    .map(({ office, at }) => `${office}, ${at.slice(0, 10)}`);
  return open.length === 0 ? '' : `Announced without a decision, and without effect: ${open.join('; ')}.`;
}

function windowWords({ windows }: MeasureContext): string {
  return windows
    .filter(({ outcome }) => outcome === null)
    .map(
      (one) =>
        `Goes on unless ${one.stopAt} members of ${one.organ} stop it before ${one.due.at}: ${one.subject} (${objecting(one)} so far).`,
    )
    .join(' ');
}

const status = ({ versions, end }: MeasureContext): string => {
  if (end) return `in force, ${end.how} later`;
  return versions.some(({ kind, annulled }) => kind === 'lifted-in-zones' && annulled === null)
    ? 'in force, lifted in part'
    : 'in force';
};
const over = ({ ending }: MeasureContext): string => `Nothing: ${ending?.reason ?? ''}.`;

/** What the states and timers of the life of a measure say. */
export const lifeSaying = {
  needed: {
    decided: (context) =>
      `Decided: the terms apply to ${context.party} from ${versionAhead(context)?.effectiveAt ?? ''}.`,
    ending: inForceWords,
    changing: inForceWords,
    standing: inForceWords,
    lifted: over,
    concluded: over,
    lapsed: over,
    replaced: over,
    annulled: over,
  },
  next: {
    'takes-effect': 'The decision takes effect.',
    'measure-ends': 'Its terms end.',
    'terms-begin': 'The terms decided last take effect.',
    'report-period': 'The next period of a report begins.',
    'window-ends': 'The time in which members may stop it is over.',
  },
  status: {
    ending: status,
    changing: status,
    standing: status,
    lapsed: () => 'no longer applies',
  },
} as const satisfies Saying<MeasureContext>;
