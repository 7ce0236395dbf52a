/** What is done about a report that does not come: the Chair and the Participation Committee engage, and a measure may be proposed. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  close,
  commandsFor,
  decisionSchema,
  kept,
  lineSchema,
  notify,
  proseSchema,
  refusalOfDecision,
  refusalOfOwnCase,
  refusalOfSpeaking,
} from '../casework/index.js';
import { measureOf } from './measure.rules.js';
import type { ReportingDutyContext } from './reporting-duty.context.js';
import { engagementAsked, hasFailedAgain, isOverdue, wholeName } from './reporting-duty.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<ReportingDutyContext>();

/** Commands about a report that is late, by name. */
export const failureCommands = {
  'ask-to-engage': command(
    z.strictObject({ words: lineSchema, decision: decisionSchema.nullable().default(null) }),
    {
      title: 'ask the Chair and the Participation Committee to engage with a party',
      by: OFFICES,
      article: 'practice: Washington communiqué 2012, paragraph 7',
      recordedAs: 'engagement-asked-for',
      refusal: ({ context, event, payload: { decision } }) =>
        firstRefusal(
          () => refusalOfNotOverdue(context),
          () => (decision === null ? null : refusalOfDecision(decision, event)),
        ),
      change: ({ context, event, payload: { words, decision } }) =>
        engagementAsked(context, words, decision === null ? null : kept(decision, event)),
      tells: ({ context, payload: { words } }) =>
        notify(context, context.rules.engaging, {
          kind: 'request',
          lead: `Please engage with ${context.party} about its ${wholeName(context)}`,
          paragraphs: [words],
          duty: 'engagement',
        }),
    },
  ),
  engage: command(
    z.strictObject({
      /** who engaged, of those who are to by the rules of the case: `chair`, or an organ such as PC */
      by: z.string().min(2).max(12),
      text: proseSchema,
    }),
    {
      title: 'record how the Chair or the Participation Committee engaged with a party',
      by: ['participant', ...OFFICES],
      article: 'practice: Washington communiqué 2012, paragraph 7',
      recordedAs: 'engaged',
      refusal: ({ context, event, payload: { by } }) =>
        firstRefusal(
          () => refusalOfNotEngaging(context, by),
          () => refusalOfSpeaking(event, by, 'by'),
          () => refusalOfOwnCase(event, [context.party]),
          () =>
            context.engagements.length > 0
              ? null
              : refuse(
                  'reporting.not-asked',
                  'Nobody was asked to engage. Ask for it first (ask-to-engage).',
                  'by',
                ),
        ),
      change: ({ context, event, payload: { by, text } }) => ({
        engagements: context.engagements.map((one, index) =>
          index === context.engagements.length - 1
            ? { ...one, words: [...one.words, { at: event.occurredAt, by, text }] }
            : one,
        ),
        ...close(context, 'engagement', 'done', text.slice(0, 200)),
      }),
    },
  ),
  'propose-measure': command(
    z.strictObject({ reference: lineSchema.max(80), title: lineSchema, text: proseSchema }),
    {
      title: 'propose an interim measure because of repeated failure to report',
      by: OFFICES,
      article:
        'Gaborone communiqué 2006; revised guidelines on interim measures, Washington communiqué 2012, paragraph 6; trigger assumed',
      recordedAs: 'measure-proposed',
      refusal: ({ context }) =>
        firstRefusal(
          () => refusalOfNotOverdue(context),
          () =>
            hasFailedAgain(context)
              ? null
              : refuse(
                  'reporting.not-repeated',
                  `It is the first failure of ${context.party} that is known here. Engage with it first (ask-to-engage).`,
                ),
          () =>
            context.measure === null
              ? null
              : refuse(
                  'reporting.measure-proposed',
                  `A measure was proposed already: ${context.measure.reference}.`,
                ),
        ),
      change: ({ event, payload: { reference } }) => ({ measure: { at: event.occurredAt, reference } }),
      tells: ({ context, payload }) => [measureOf(context, payload)],
    },
  ),
} as const;

function refusalOfNotOverdue(context: ReportingDutyContext): Refusal | null {
  if (isOverdue(context)) return null;
  return refuse(
    'reporting.not-late',
    `The ${wholeName(context)} of ${context.party} is not late, so nobody is pressed for it yet.`,
  );
}

function refusalOfNotEngaging({ rules: { engaging } }: ReportingDutyContext, by: string): Refusal | null {
  if (engaging.some((one) => one === by)) return null;
  return refuse(
    'reporting.not-engaging',
    `It is for ${engaging.join(', ')} to engage, and not for ${by}.`,
    'by',
  );
}
