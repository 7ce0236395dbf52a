import { CASE_KINDS, nounOf } from '../../modules/case-kinds/index.js';
import type { HealthReport, Parked } from '../../modules/operations/index.js';
import type { Words } from '../../platform/http/words.js';

/** The state of the timers as the page says it. */
export interface HealthWords {
  readonly sound: boolean;
  /** the first is the answer to «are the deadlines safe?» */
  readonly sentences: readonly string[];
}

/**
 * @param report as the engine gives it
 * @param words in the reader's language
 * @returns what a Secretariat wants to know, in plain sentences
 */
export function healthInWords(report: HealthReport, { t }: Pick<Words, 't'>): HealthWords {
  const { armedTimers: armed, overdueTimers: overdue, lastSweepSeconds: seconds, stuckCases: stuck } = report;
  const parked = report.parkedCommands + report.parkedEffects;
  const trouble = [
    ...(stuck > 0 ? [t('system.stuck', { n: stuck })] : []),
    ...(parked > 0 ? [t('system.parked', { n: parked })] : []),
  ];
  return {
    sound: overdue === 0 && report.reasons.length === 0 && trouble.length === 0,
    sentences: [
      overdue === 0 ? t('system.armed', { n: armed }) : t('system.overdue', { n: overdue, all: armed }),
      seconds === null ? t('system.noSweep') : t('system.sweep', { n: Math.round(seconds) }),
      ...trouble,
      ...(report.waitingEffects > 0
        ? [
            t('system.waiting', {
              n: report.waitingEffects,
              seconds: Math.round(report.oldestWaitingSeconds),
            }),
          ]
        : []),
    ],
  };
}

/** @returns where the page leads for what was parked, and whether it can be tried again */
export function parkedLine(parked: Parked, words: Pick<Words, 't' | 'has' | 'phraseText'>) {
  const { kind, id, caseId, error } = parked;
  return { kind, id, caseId, what: whatWasParked(parked, words), error, retry: kind !== 'command' };
}

/** A case is called by its kind, a command by its title, an effect by what it does. */
function whatWasParked(
  { kind, what }: Parked,
  { t, has, phraseText }: Pick<Words, 't' | 'has' | 'phraseText'>,
) {
  if (kind === 'case') return phraseText(nounOf(what, 1));
  if (kind === 'effect' && has(`system.effect.${what}`)) return t(`system.effect.${what}`);
  const command = CASE_KINDS.flatMap(({ workflow }) => workflow.commands[what] ?? [])[0];
  return phraseText(command?.title ?? what.replaceAll('-', ' '));
}
