/** The named guards, actions and delays of the machine: each joins a rule or an effect to its name and decides nothing. */
import { setup } from 'xstate';
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { type Fact, machineActions } from '../machine-actions.js';
import { after } from '../casework/index.js';
import { type PlenaryEscalation, nextReminder } from '../mandate/index.js';
import { refusalOf } from './hosting-term.commands.js';
import type { HostingContext } from './hosting-term.context.js';
import {
  type HostBar,
  type HostingNotice,
  type HostingNoticeTemplate,
  bar,
  notice,
  plenaryEscalation,
  rungNotice,
} from './hosting-term.effects.js';
import { payloadOf } from './hosting-term.payloads.js';
import {
  callEvaluation,
  climb,
  dateEvent,
  endHosting,
  handOver,
  markUndecided,
  nextRung,
  recordEvaluation,
  renew,
  replaceHost,
  setReview,
} from './hosting-term.rules.js';

type Outgoing =
  | { readonly type: 'hosting-notice'; readonly params: HostingNotice }
  | { readonly type: 'bar-host-staff'; readonly params: HostBar }
  | { readonly type: 'escalate-to-plenary'; readonly params: PlenaryEscalation }
  | { readonly type: 'record'; readonly params: Fact };

const { changing, sending, until } = machineActions<HostingContext, Outgoing>();
const OFFICES = ['chair', 'secretariat'] as const;

const noticing = (
  template: HostingNoticeTemplate,
  to: (context: HostingContext) => readonly string[],
  words: (context: HostingContext, event: CommandEvent) => string = () => '',
) =>
  sending((context, event) => [
    { type: 'hosting-notice', params: notice(context, template, to(context), words(context, event)) },
  ]);

const barring = (change: HostBar['change'], to: (context: HostingContext) => Instant | null) =>
  sending((context) => [{ type: 'bar-host-staff', params: bar(context, change, to(context)) }]);

const everyone = ({ stretch, successor }: HostingContext): string[] => [
  stretch.host,
  ...(successor ? [successor.host] : []),
  ...OFFICES,
];
const offices = (): readonly string[] => OFFICES;
const lastDecision = ({ decisions }: HostingContext): string => {
  const last = decisions.at(-1);
  return last ? `${last.decision}: ${last.note}` : '';
};

function reminder({ stretch, rules, asOf }: HostingContext): Instant | undefined {
  return nextReminder(stretch.endsAt, rules, asOf);
}

/** Everything the machine names. */
export const hosting = setup({
  types: {
    context: {} as HostingContext, // XState reads its types from values that are never used
    events: {} as CommandEvent,
    input: {} as StartInput,
    meta: {} as { readonly title: string; readonly needed: string },
  },
  guards: {
    permitted: ({ context, event }) => refusalOf(context, event) === null,
    evaluationIsDated: ({ context }) => context.evaluation.term.dueAt !== null,
    remindsAgain: ({ context }) => reminder(context) !== undefined,
    climbsOn: ({ context }) => nextRung(context) !== null,
  },
  delays: {
    start: until((context) => context.stretch.startsAt.at),
    'evaluation-review': until((context) => context.evaluation.term.reviewAt?.at),
    evaluation: until((context) => context.evaluation.term.dueAt?.at),
    'asked-again': until(({ asOf, rules, zone }) => after(asOf, rules.askAgain, zone).at),
    'end-reminder': until(reminder),
    'term-end': until((context) => context.stretch.endsAt.at),
    rung: until((context) => nextRung(context)?.at),
    handover: until((context) => context.successor?.startsAt.at),
    closing: until((context) => context.closesAt?.at),
  },
  actions: {
    'hosting-notice': (_scope, _params: HostingNotice) => undefined,
    'bar-host-staff': (_scope, _params: HostBar) => undefined,
    'escalate-to-plenary': (_scope, _params: PlenaryEscalation) => undefined,
    record: (_scope, _params: Fact) => undefined,
    callEvaluation: changing(callEvaluation),
    dateEvent: changing(dateEvent),
    setReview: changing(setReview),
    recordEvaluation: changing(recordEvaluation),
    renew: changing(renew),
    replaceHost: changing(replaceHost),
    endHosting: changing(endHosting),
    handOver: changing(handOver),
    markUndecided: changing(markUndecided),
    climb: changing(climb),
    beginBar: barring('begins', () => null),
    prolongBar: barring('prolonged', () => null),
    liftBarAtHandover: barring('ends', ({ successor }) => successor?.startsAt.at ?? null),
    liftBarAtClose: barring('ends', ({ closesAt }) => closesAt?.at ?? null),
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
    noticeRung: sending((context) =>
      rungNotice(context).map((params) => ({ type: 'hosting-notice' as const, params })),
    ),
    noticeOpened: noticing('opened', everyone, ({ evaluation }) => evaluation.words),
    noticeEvaluationDated: noticing('evaluation-dated', everyone, (_context, event) => {
      const { event: name, at, source } = payloadOf('date-event', event);
      return `${name}: ${at ?? 'no date any more'} (${source})`;
    }),
    noticeEvaluationReview: noticing('evaluation-review', offices, ({ evaluation }) => evaluation.words),
    noticeEvaluationDue: noticing(
      'evaluation-due',
      everyone,
      ({ evaluation }) => evaluation.instruction ?? evaluation.words,
    ),
    noticeEvaluated: noticing('evaluated', everyone, (_context, event) => {
      const { body, result, text } = payloadOf('record-evaluation', event);
      return `${body}: ${result}. ${text}`;
    }),
    noticeTermEnding: noticing('term-ending', everyone),
    noticeUndecided: noticing('expired-undecided', everyone),
    noticeRenewed: noticing('renewed', everyone, lastDecision),
    noticeReplaced: noticing('replaced', everyone, lastDecision),
    noticeEndDecided: noticing('end-decided', everyone, lastDecision),
    noticeEnded: noticing('ended', everyone, lastDecision),
  },
});
