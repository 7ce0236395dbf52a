/** What the organ does with a report: it returns it, assesses it, and judges the answers to its findings. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  after,
  close,
  commandsFor,
  documentsSchema,
  dutyOf,
  lastDay,
  lineSchema,
  notify,
  owe,
  proseSchema,
  refusalOfOwnCase,
  refusalOfPastDay,
  refusalOfSpeaking,
} from '../casework/index.js';
import { wordToCycle } from '../reporting-cycle/index.js';
import { assessed, findingAnswered, findingSettled } from './finding.rules.js';
import { type ReportingDutyContext, findingSchema } from './reporting-duty.context.js';
import { openFindings, reportDuty, wholeName } from './reporting-duty.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const PEER_REVIEW = 'decision on the KPCS Peer Review System';
const command = commandsFor<ReportingDutyContext>();

/** Commands of the assessing organ, and the answers to it, by name. */
export const assessmentCommands = {
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
      who: ({ organ }) => [organ ?? 'secretariat'],
      never: ({ party }) => [party],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfStranger(asked, 'missing'),
          () => refusalOfPastDay(asked.payload.due, asked.context.zone, asked.event.occurredAt, 'due'),
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
      who: ({ organ }) => [organ ?? 'secretariat'],
      never: ({ party }) => [party],
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
      who: ({ party }) => [party],
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
      who: ({ organ }) => [organ ?? 'secretariat'],
      never: ({ party }) => [party],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfStranger(asked, 'finding'),
          () => refusalOfFinding(asked.context, asked.payload.finding),
        ),
      change: ({ context, event, payload }) => findingSettled(context, event.occurredAt, payload),
    },
  ),
} as const;

function dueOfReport(context: ReportingDutyContext) {
  const due = dutyOf(context, 'report')?.due;
  return due ? { at: due.at, label: 'Due before' } : null;
}

/** Only the organ judges a report, and nobody in it the own one. */
function refusalOfStranger(
  { context, event }: Asked<unknown, ReportingDutyContext>,
  field: string,
): Refusal | null {
  return firstRefusal(
    () => refusalOfSpeaking(event, context.organ ?? 'secretariat', field),
    () => refusalOfOwnCase(event, [context.party]),
  );
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
