/** Every command of the case of one report: who may give it, the rule behind it, what it changes and what it sets off. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  after,
  changeDuty,
  close,
  closeAll,
  codeSchema,
  commandsFor,
  decisionSchema,
  documentsSchema,
  dutyCommands,
  dutyOf,
  kept,
  lastDay,
  lineSchema,
  notify,
  openingShape,
  owe,
  personOf,
  proseSchema,
  refusalOfCodes,
  refusalOfDecision,
  refusalOfSpeaking,
} from '../casework/index.js';
import { reportingPeriodSchema, wordToCycle } from '../reporting-cycle/index.js';
import {
  REPORTING_RULES,
  type ReportingDutyContext,
  earlierSchema,
  findingSchema,
  reportingRulesSchema,
} from './reporting-duty.context.js';
import { assessed, findingAnswered, findingSettled } from './finding.rules.js';
import { measureOf } from './measure.rules.js';
import {
  afterSubmission,
  comesLate,
  engagementAsked,
  hasFailedAgain,
  isOverdue,
  openFindings,
  reportDuty,
  wholeName,
} from './reporting-duty.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const RULE = 'KP Core Document VI.11, Annex III';
const PEER_REVIEW = 'decision on the KPCS Peer Review System';
const command = commandsFor<ReportingDutyContext>();

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
  ...dutyCommands<ReportingDutyContext>(),
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
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'text'),
    change: ({ context, event, payload: { text } }) => ({
      unable: [...context.unable, { at: event.occurredAt, text }],
      ...heldAsAfterAnswer(context, event.occurredAt, text),
    }),
    tells: ({ context, payload: { text } }) =>
      notify(context, [...OFFICES], {
        kind: 'request',
        lead: `${context.party} is unable to send its ${wholeName(context)}: postpone it, excuse it, or insist`,
        paragraphs: [text],
        duty: 'report',
      }),
  }),
  'find-incomplete': command(
    z.strictObject({
      missing: z.array(lineSchema).min(1).max(50),
      /** the last day for what is missing; null: as the rules of the case say */
      due: z.iso.date().nullable().default(null),
    }),
    {
      title: 'return a report as incomplete',
      by: ANYBODY,
      article: `${PEER_REVIEW}; days assumed`,
      recordedAs: 'returned-as-incomplete',
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfStranger(asked, 'missing'),
          () =>
            asked.payload.due !== null &&
            lastDay(asked.payload.due, asked.context.zone).at <= asked.event.occurredAt
              ? refuse(
                  'reporting.due-in-the-past',
                  `${asked.payload.due} has passed. Name a later day.`,
                  'due',
                )
              : null,
        ),
      change: ({ context, event, payload }) => {
        const { zone, rules } = context;
        const due =
          payload.due === null
            ? after(event.occurredAt, rules.completeWithin, zone)
            : lastDay(payload.due, zone, 'the last day for what is missing, as given');
        const looked = close(context, 'assessment', 'done', 'found incomplete');
        return {
          returns: [...context.returns, { at: event.occurredAt, missing: payload.missing, due }],
          ...owe({ ...context, ...looked }, reportDuty(context, due)),
        };
      },
      tells: ({ context, payload: { missing } }) => [
        ...wordToCycle(context, 'returned'),
        ...notify(context, [context.party], {
          kind: 'request',
          lead: `Your ${wholeName(context)} is not complete: please send what is missing`,
          paragraphs: missing,
          when: dueOfReport(context),
          duty: 'report',
        }),
      ],
    },
  ),
  assess: command(
    z.strictObject({
      findings: z.array(findingSchema).max(100).default([]),
      note: z.string().max(10_000).default(''),
    }),
    {
      title: 'assess a report',
      by: ANYBODY,
      article: PEER_REVIEW,
      recordedAs: 'assessed',
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfStranger(asked, 'findings'),
          () => {
            const ids = asked.payload.findings.map(({ id }) => id);
            return new Set(ids).size === ids.length
              ? null
              : refuse('reporting.finding-twice', 'Two findings bear one id. Give each its own.', 'findings');
          },
        ),
      change: ({ context, event, payload }) => assessed(context, event.occurredAt, payload.findings),
      tells: ({ context, payload: { note } }) =>
        notify(context, [context.party, 'secretariat'], {
          kind: 'news',
          lead: `The ${wholeName(context)} of ${context.party} was assessed: ${openFindings(context).length} findings to be answered`,
          paragraphs: [note, ...context.findings.map(({ severity, text }) => `${severity}: ${text}`)].filter(
            (text) => text !== '',
          ),
          digest: true,
        }),
    },
  ),
  'answer-finding': command(
    z.strictObject({ finding: z.string(), text: proseSchema, documents: documentsSchema }),
    {
      title: 'answer a finding',
      by: ANYBODY,
      article: PEER_REVIEW,
      recordedAs: 'finding-answered',
      refusal: ({ context, event, payload: { finding } }) =>
        firstRefusal(
          () => refusalOfSpeaking(event, context.party, 'finding'),
          () => refusalOfFinding(context, finding),
        ),
      change: ({ context, event, payload }) => findingAnswered(context, event.occurredAt, payload),
      tells: ({ context, payload: { finding, text } }) =>
        notify(context, context.organ === null ? ['secretariat'] : [context.organ], {
          kind: 'news',
          lead: `${context.party} answered the finding «${finding}»`,
          paragraphs: [text],
          digest: true,
        }),
    },
  ),
  'settle-finding': command(
    z.strictObject({ finding: z.string(), content: z.boolean(), note: z.string().max(10_000).default('') }),
    {
      title: 'say whether the answer to a finding is enough',
      by: ANYBODY,
      article: PEER_REVIEW,
      recordedAs: 'finding-judged',
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfStranger(asked, 'finding'),
          () => refusalOfFinding(asked.context, asked.payload.finding),
        ),
      change: ({ context, event, payload }) => findingSettled(context, event.occurredAt, payload),
    },
  ),
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
        notify(context, ['chair', 'PC'], {
          kind: 'request',
          lead: `Please engage with ${context.party} about its ${wholeName(context)}`,
          paragraphs: [words],
          duty: 'engagement',
        }),
    },
  ),
  engage: command(
    z.strictObject({
      /** `chair`, or the code of the committee */
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
          () => refusalOfSpeaking(event, by, 'by'),
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

function heldAsAfterAnswer(
  context: ReportingDutyContext,
  at: ReportingDutyContext['asOf'],
  text: string,
): Pick<ReportingDutyContext, 'duties'> {
  const { zone, ladders, party } = context;
  return changeDuty(context, 'report', ({ ladder }) => {
    const hold = ladder === null ? undefined : ladders[ladder]?.holdAfterAnswer;
    return {
      answered: { at, by: party, text: text.slice(0, 600), holdsUntil: hold ? after(at, hold, zone).at : at },
    };
  });
}

function dueOfReport(context: ReportingDutyContext) {
  const due = dutyOf(context, 'report')?.due;
  return due ? { at: due.at, label: 'Due before' } : null;
}

function refusalOfStranger(
  { context, event }: Asked<unknown, ReportingDutyContext>,
  field: string,
): Refusal | null {
  return refusalOfSpeaking(event, context.organ ?? 'secretariat', field);
}

function refusalOfFinding(context: ReportingDutyContext, id: string): Refusal | null {
  const open = openFindings(context).map((finding) => finding.id);
  if (open.includes(id)) return null;
  return refuse(
    'reporting.no-such-finding',
    `No finding «${id}» is open. Open: ${open.join(', ') || 'none'}.`,
    'finding',
  );
}

function refusalOfNotOverdue(context: ReportingDutyContext): Refusal | null {
  if (isOverdue(context)) return null;
  return refuse(
    'reporting.not-late',
    `The ${wholeName(context)} of ${context.party} is not late, so nobody is pressed for it yet.`,
  );
}
