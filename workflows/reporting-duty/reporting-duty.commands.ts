/** Every command of the case of one report: who may give it, the rule behind it, what it changes and what it sets off. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import {
  after,
  closeAll,
  codeSchema,
  commandsFor,
  documentsSchema,
  dutyCommands,
  lineSchema,
  notify,
  openingShape,
  personOf,
  proseSchema,
  refusalOfCodes,
  refusalOfSpeaking,
} from '../casework/index.js';
import { reportingPeriodSchema, wordToCycle } from '../reporting-cycle/index.js';
import {
  REPORTING_RULES,
  type ReportingDutyContext,
  earlierSchema,
  reportingRulesSchema,
} from './reporting-duty.context.js';
import { assessmentCommands } from './assessment.commands.js';
import { failureCommands } from './failure.commands.js';
import { afterSubmission, comesLate, wholeName } from './reporting-duty.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const RULE = 'KP Core Document VI.11, Annex III';
const command = commandsFor<ReportingDutyContext>();
const duties = dutyCommands<ReportingDutyContext>();

/** The command that makes a report due. */
export const open = command(
  z.strictObject({
    ...openingShape,
    party: codeSchema,
    /** id of the rule: `annual-report` */
    report: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'small letters, digits and hyphens: annual-report'),
    /** a noun phrase, of which «for 2011» follows: `annual report` */
    what: lineSchema.max(120),
    period: reportingPeriodSchema,
    /** the last day, to its end in the zone of the case */
    due: z.iso.date(),
    /** how that day is found, in words */
    dueRule: lineSchema.default('the last day as given, to its end'),
    basis: lineSchema,
    organ: codeSchema.nullable().default(null),
    ladder: z.string().min(1).max(60).default('reports'),
    /** reference of the cycle it belongs to */
    cycle: lineSchema.nullable().default(null),
    earlier: earlierSchema.max(200).default([]),
    rules: reportingRulesSchema.default(REPORTING_RULES),
  }),
  {
    title: 'ask a party for a report',
    by: [...OFFICES, 'system'],
    article: RULE,
    recordedAs: 'report-asked-for',
    refusal: ({ event, payload: { party, organ, period, earlier } }) =>
      firstRefusal(
        () => refusalOfCodes(event, [party], 'party', ['participant', 'observer']),
        () => (organ === null ? null : refusalOfCodes(event, [organ], 'organ', ['organ', 'office'])),
        () =>
          earlier.some((one) => one.period >= period)
            ? refuse(
                'reporting.not-earlier',
                `A failure of ${period} or later is no earlier one. Name earlier periods alone.`,
                'earlier',
              )
            : null,
      ),
  },
);

/** Every command that it understands, by name. */
export const commands = {
  ...duties,
  ...assessmentCommands,
  ...failureCommands,
  submit: command(
    z.strictObject({
      documents: documentsSchema,
      /** where the figures are found: a page or a file of the site for statistics */
      figures: lineSchema.nullable().default(null),
      note: z.string().max(10_000).default(''),
    }),
    {
      title: 'send in a report',
      by: [...ANYBODY, 'system'],
      article: RULE,
      recordedAs: 'submitted',
      who: ({ party }) => [party],
      refusal: ({ context, event, payload: { documents, figures } }) =>
        firstRefusal(
          () => refusalOfSpeaking(event, context.party, 'documents'),
          () =>
            documents.length === 0 && figures === null
              ? refuse(
                  'reporting.nothing-sent',
                  'Nothing is sent in. Add a document, or say where the figures are found.',
                  'documents',
                )
              : null,
        ),
      change: ({ context, event, payload }) => ({
        submissions: [
          ...context.submissions,
          { at: event.occurredAt, late: comesLate(context), ...payload, person: personOf(event) },
        ],
        ...afterSubmission(context, after(event.occurredAt, context.rules.assessWithin, context.zone)),
      }),
      tells: ({ context }) => [
        ...wordToCycle(context, 'submitted'),
        ...notify(context, ['secretariat', ...(context.organ === null ? [] : [context.organ])], {
          kind: 'news',
          lead: `${context.party} sent in its ${wholeName(context)}${context.submissions.at(-1)?.late ? ', late' : ''}`,
          digest: true,
        }),
      ],
    },
  ),
  'notify-unable': command(z.strictObject({ text: proseSchema }), {
    title: 'notify the Chair that a report cannot be made',
    by: ANYBODY,
    article: 'KP Core Document Annex III(c): at once',
    recordedAs: 'unable-notified',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'text'),
    change: ({ context, event, payload: { text } }) => ({
      unable: [...context.unable, { at: event.occurredAt, text }],
      ...heldAsAfterAnswer(context, event, text),
    }),
    tells: ({ context, payload: { text } }) =>
      notify(context, [...OFFICES], {
        kind: 'request',
        lead: `${context.party} is unable to send its ${wholeName(context)}: postpone it, excuse it, or insist`,
        paragraphs: [text],
        duty: 'report',
      }),
  }),
  drop: command(z.strictObject({ reason: lineSchema }), {
    title: 'note that a report is not owed after all',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'dropped',
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'dropped', reason),
      ending: { how: 'dropped', reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context }) => wordToCycle(context, 'dropped'),
  }),
} as const;

/** Word that a report cannot be made halts the ladder as any answer of the party does. */
function heldAsAfterAnswer(
  context: ReportingDutyContext,
  event: CommandEvent,
  text: string,
): Pick<ReportingDutyContext, 'duties'> {
  const payload = { duty: 'report', by: context.party, text: text.slice(0, 600).trim() };
  return { duties: duties.answer.change(context, { ...event, payload }).duties ?? context.duties };
}
