/** Every command of a mandate: who may give it, the rule behind it, how history names it, why it is refused. */
import type { ContextCommand } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import type { MandateContext } from './mandate.context.js';
import { type MandateCommandName, command } from './mandate.payloads.js';
import {
  refusalOfAssessment,
  refusalOfEvent,
  refusalOfExtension,
  refusalOfOpening,
  refusalOfReaddressing,
  refusalOfReport,
  refusalOfReview,
  refusalOfSetting,
} from './mandate.refusals.js';

const OFFICES = ['chair', 'secretariat'] as const;
const PRACTICE = 'practice: Washington communiqué 2012, paragraphs 7, 31, 33, 37, 38, 40';
const ASSUMED = 'assumed';

/** The command that opens a mandate. */
export const openCommand = command('open', {
  title: 'open a mandate',
  by: [...OFFICES, 'system'],
  article: PRACTICE,
  recordedAs: 'opened',
  refusal: refusalOfOpening,
});

/** Every command that an open mandate understands, by name. */
export const commands: Readonly<Record<Exclude<MandateCommandName, 'open'>, ContextCommand<MandateContext>>> =
  {
    report: command('report', {
      title: 'report on a mandate',
      by: [...OFFICES, 'vice-chair', 'participant', 'observer'],
      article: 'Washington communiqué 2012, paragraph 31',
      recordedAs: 'reported',
      refusal: refusalOfReport,
    }),
    assess: command('assess', {
      title: 'record how a report was assessed',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'assessed',
      refusal: refusalOfAssessment,
    }),
    extend: command('extend', {
      title: 'extend a mandate',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'extended',
      refusal: refusalOfExtension,
    }),
    'set-deadline': command('set-deadline', {
      title: 'give a mandate without a date its term',
      by: OFFICES,
      article: 'practice: Washington communiqué 2012, paragraph 33 has none',
      recordedAs: 'term-set',
      refusal: refusalOfSetting,
    }),
    review: command('review', {
      title: 'say when somebody looks again',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'looked-at',
      refusal: refusalOfReview,
    }),
    'date-event': command('date-event', {
      title: 'date the event that a mandate waits for',
      by: [...OFFICES, 'system'],
      article: 'practice: Washington communiqué 2012, paragraphs 31 and 40',
      recordedAs: 'event-dated',
      refusal: refusalOfEvent,
    }),
    readdress: command('readdress', {
      title: 'transfer a mandate to another addressee',
      by: [...OFFICES, 'system'],
      article: 'practice: organs merge (Washington communiqué 2012, paragraph 33)',
      recordedAs: 'readdressed',
      refusal: refusalOfReaddressing,
    }),
    withdraw: command('withdraw', {
      title: 'withdraw a mandate',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'withdrawn',
    }),
    lapse: command('lapse', {
      title: 'record the decision that a mandate lapses',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'lapsed',
    }),
  };

/**
 * Why a command is refused in a given memory.
 *
 * @returns the refusal, or null when it is permitted
 */
export function refusalOf(context: MandateContext, event: CommandEvent): Refusal | null {
  return Object.hasOwn(commands, event.type)
    ? commands[event.type as keyof typeof commands].refusal(context, event) // an own key of the table
    : null;
}
