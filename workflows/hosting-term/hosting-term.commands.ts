/** Every command of a hosting term: who may give it, the rule behind it, how history names it, why it is refused. */
import type { ContextCommand } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import type { HostingContext } from './hosting-term.context.js';
import { type HostingCommandName, command } from './hosting-term.payloads.js';
import {
  refusalOfEnd,
  refusalOfEvent,
  refusalOfOpening,
  refusalOfRenewal,
  refusalOfReplacement,
  refusalOfReview,
} from './hosting-term.refusals.js';

const OFFICES = ['chair', 'secretariat'] as const;
const WASHINGTON = 'Washington communiqué 2012, paragraph 37';
const ASSUMED = 'assumed';

/** The command that opens a hosting term. */
export const openCommand = command('open', {
  title: 'open a hosting term',
  by: [...OFFICES, 'system'],
  article: WASHINGTON,
  recordedAs: 'opened',
  refusal: refusalOfOpening,
});

/** Every command that a hosting term understands, by name. */
export const commands: Readonly<Record<Exclude<HostingCommandName, 'open'>, ContextCommand<HostingContext>>> =
  {
    'call-evaluation': command('call-evaluation', {
      title: 'have the hosting evaluated now',
      by: ['chair'],
      article: `${WASHINGTON}: as needed, on the instruction of the Chair`,
      recordedAs: 'evaluation-called',
    }),
    'date-event': command('date-event', {
      title: 'date the event at which it is evaluated',
      by: [...OFFICES, 'system'],
      article: WASHINGTON,
      recordedAs: 'event-dated',
      refusal: refusalOfEvent,
    }),
    review: command('review', {
      title: 'say when somebody looks again whether to evaluate',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'looked-at',
      refusal: refusalOfReview,
    }),
    'record-evaluation': command('record-evaluation', {
      title: 'record an evaluation',
      by: OFFICES,
      article: WASHINGTON,
      recordedAs: 'evaluated',
    }),
    renew: command('renew', {
      title: 'record the decision to renew the term',
      by: OFFICES,
      article: 'practice: extended for three years in November 2013',
      recordedAs: 'renewed',
      refusal: refusalOfRenewal,
    }),
    replace: command('replace', {
      title: 'record the decision for another host',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'replacement-decided',
      refusal: refusalOfReplacement,
    }),
    end: command('end', {
      title: 'record the decision to end the hosting',
      by: OFFICES,
      article: ASSUMED,
      recordedAs: 'end-decided',
      refusal: refusalOfEnd,
    }),
  };

/**
 * Why a command is refused in a given memory.
 *
 * @returns the refusal, or null when it is permitted
 */
export function refusalOf(context: HostingContext, event: CommandEvent): Refusal | null {
  return Object.hasOwn(commands, event.type)
    ? commands[event.type as keyof typeof commands].refusal(context, event) // an own key of the table
    : null;
}
