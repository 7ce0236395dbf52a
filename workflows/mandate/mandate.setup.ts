/** The named guards, actions and delays of the machine: each joins a rule or an effect to its name and decides nothing. */
import { setup } from 'xstate';
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { after } from '../casework/index.js';
import { type Fact, machineActions } from '../machine-actions.js';
import { refusalOf } from './mandate.commands.js';
import { type MandateContext, addressed, awaited } from './mandate.context.js';
import {
  type MandateNotice,
  type MandateNoticeTemplate,
  type PlenaryEscalation,
  notice,
  overdueNotice,
  plenaryEscalation,
  readdressNotice,
  rungNotice,
} from './mandate.effects.js';
import { payloadOf } from './mandate.payloads.js';
import {
  climb,
  completesByTransfer,
  completesReports,
  dateEvent,
  extendTerm,
  isOverdue,
  lapse,
  markOverdue,
  nextRung,
  readdress,
  recordAssessment,
  recordReport,
  setDeadline,
  setReview,
  withdraw,
} from './mandate.rules.js';
import { nextReminder } from './term.rules.js';

type Outgoing =
  | { readonly type: 'mandate-notice'; readonly params: MandateNotice }
  | { readonly type: 'escalate-to-plenary'; readonly params: PlenaryEscalation }
  | { readonly type: 'record'; readonly params: Fact };

const { changing, sending, until } = machineActions<MandateContext, Outgoing>();
const OFFICES = ['chair', 'secretariat'] as const;

const toAddressees = (
  template: MandateNoticeTemplate,
  words: (context: MandateContext, event: CommandEvent) => string = () => '',
) =>
  sending((context, event) => [
    { type: 'mandate-notice', params: notice(context, template, addressed(context), words(context, event)) },
  ]);

const toOffices = (
  template: MandateNoticeTemplate,
  words: (context: MandateContext, event: CommandEvent) => string = () => '',
) =>
  sending((context, event) => [
    { type: 'mandate-notice', params: notice(context, template, OFFICES, words(context, event)) },
  ]);

const notices = (some: (context: MandateContext, event: CommandEvent) => readonly MandateNotice[]) =>
  sending((context, event) =>
    some(context, event).map((params) => ({ type: 'mandate-notice' as const, params })),
  );

/** A reminder that has not come yet; undefined when none is left before the due instant. */
function reminder({ term, rules, asOf }: MandateContext): Instant | undefined {
  return term.dueAt ? nextReminder(term.dueAt, rules, asOf) : undefined;
}

/** Everything the machine names. */
export const mandate = setup({
  types: {
    context: {} as MandateContext, // XState reads its types from values that are never used
    events: {} as CommandEvent,
    input: {} as StartInput,
    meta: {} as { readonly title: string; readonly needed: string },
  },
  guards: {
    permitted: ({ context, event }) => refusalOf(context, event) === null,
    isOverdue: ({ context }) => isOverdue(context),
    isDated: ({ context }) => context.term.dueAt !== null,
    awaitsEvent: ({ context }) => context.term.event !== null,
    remindsAgain: ({ context }) => reminder(context) !== undefined,
    climbsOn: ({ context }) => nextRung(context) !== null,
    completesReports: ({ context, event }) => completesReports(context, event),
    completesByTransfer: ({ context, event }) => completesByTransfer(context, event),
    findsFulfilled: ({ event }) => payloadOf('assess', event).outcome === 'fulfilled',
    isFullyReported: ({ context }) => awaited(context).length === 0,
  },
  delays: {
    due: until((context) => context.term.dueAt?.at),
    review: until((context) => context.term.reviewAt?.at),
    'asked-again': until(({ asOf, rules, zone }) => after(asOf, rules.askAgain, zone).at),
    reminder: until(reminder),
    rung: until((context) => nextRung(context)?.at),
    assessment: until(({ asOf, rules, zone }) => after(asOf, rules.assessEvery, zone).at),
  },
  actions: {
    'mandate-notice': (_scope, _params: MandateNotice) => undefined,
    'escalate-to-plenary': (_scope, _params: PlenaryEscalation) => undefined,
    record: (_scope, _params: Fact) => undefined,
    recordReport: changing(recordReport),
    recordAssessment: changing(recordAssessment),
    extendTerm: changing(extendTerm),
    setDeadline: changing(setDeadline),
    setReview: changing(setReview),
    dateEvent: changing(dateEvent),
    readdress: changing(readdress),
    withdraw: changing(withdraw),
    lapse: changing(lapse),
    markOverdue: changing(markOverdue),
    climb: changing(climb),
    noticeOpened: toAddressees('opened'),
    noticeReminder: notices((context) => [notice(context, 'reminder', awaited(context), '')]),
    noticeReviewDue: toOffices('review-due'),
    noticeOverdue: notices(overdueNotice),
    noticeRung: notices(rungNotice),
    escalate: sending((context) =>
      plenaryEscalation(context).map((params) => ({ type: 'escalate-to-plenary' as const, params })),
    ),
    recordRung: sending((context) => {
      const next = nextRung(context);
      return next
        ? [
            {
              type: 'record' as const,
              params: { type: 'escalated', data: { to: next.rung.to, at: next.at } },
            },
          ]
        : [];
    }),
    noticeReported: toOffices('reported', (_context, event) => {
      const { by, text } = payloadOf('report', event);
      return `${by}: ${text}`;
    }),
    noticeAssessmentDue: toOffices('assessment-due'),
    noticeAssessed: toAddressees('assessed', (_context, event) => {
      const { body, outcome, note } = payloadOf('assess', event);
      return `${body}: ${outcome === 'fulfilled' ? 'fulfilled' : 'returned for more'}. ${note}`;
    }),
    noticeExtended: toAddressees('extended', (_context, event) => payloadOf('extend', event).reason),
    noticeTermSet: toAddressees('term-set', (_context, event) => payloadOf('set-deadline', event).reason),
    noticeDated: toAddressees('dated', (_context, event) => payloadOf('date-event', event).source),
    noticeReaddressed: notices(readdressNotice),
    noticeEnded: toAddressees('ended', ({ ending }) => `${ending?.how ?? ''}: ${ending?.reason ?? ''}`),
  },
});
