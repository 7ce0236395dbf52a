/** Every command about a reported certificate: its check, corrections, contest, withdrawal and close, with those about sharing it. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  type Duty,
  close,
  closeAll,
  commandsFor,
  documentsSchema,
  dutyCommands,
  lineSchema,
  notify,
  personOf,
  proseSchema,
  refusalOfCodes,
  refusalOfSpeaking,
} from '../casework/index.js';
import { type EnforcementContext, FINDINGS, certificateSchema } from './enforcement-notice.context.js';
import { certificateWords, checkerOf, toldOf } from './enforcement-notice.rules.js';
import { sharingCommands } from './sharing.commands.js';

type Notice = EnforcementContext;
const OFFICES = ['chair', 'secretariat'] as const;
const PARTIES = ['participant', ...OFFICES] as const;
const RULE = 'Washington communiqué 2012, paragraph 54; steps assumed';
const command = commandsFor<Notice>();
/** Without these somebody is left to act; of the others the case would stand still. */
const MAY_BE_EXCUSED: readonly string[] = ['acknowledgement'];
const duties = dutyCommands<Notice>({ refusalOfExcuse });

/** Every command that the case of a certificate understands, by name. */
export const commands = {
  ...duties,
  ...sharingCommands,
  check: command(
    z.strictObject({ finding: z.enum(FINDINGS), text: proseSchema, documents: documentsSchema }),
    {
      title: 'say whether the certificate is genuine',
      by: PARTIES,
      article: RULE,
      recordedAs: 'checked',
      who: (context) => [checkerOf(context)],
      refusal: ({ context, event }) => refusalOfSpeaking(event, checkerOf(context), 'finding'),
      change: ({ context, event, payload }) => ({
        checks: [...context.checks, { at: event.occurredAt, by: checkerOf(context), ...payload }],
        ...close(context, 'check', 'done', payload.finding),
      }),
      tells: ({ context, payload: { finding, text } }) =>
        notify(context, [...OFFICES, context.reportedBy, ...toldOf(context)], {
          kind: 'news',
          lead: `${checkerOf(context)} on ${certificateWords(context)}: ${finding.replace('-', ' ')}`,
          paragraphs: [text],
        }),
    },
  ),
  correct: command(
    z.strictObject({
      certificate: certificateSchema,
      text: proseSchema,
      reason: lineSchema,
    }),
    {
      title: 'correct what was reported',
      by: PARTIES,
      article: 'assumed: what was reported wrongly is corrected by a new event, and told to all who had it',
      recordedAs: 'corrected',
      who: ({ reportedBy }) => [reportedBy],
      refusal: ({ context, event, payload: { certificate } }) =>
        firstRefusal(
          () => refusalOfSpeaking(event, context.reportedBy, 'text'),
          () =>
            certificate.issuer === null
              ? null
              : refusalOfCodes(event, [certificate.issuer], 'certificate.issuer', ['participant']),
        ),
      change: ({ context, event, payload: { certificate, text, reason } }) => {
        const before = { certificate: context.certificate, text: context.text };
        return {
          certificate,
          text,
          subjects: [
            ...new Set([...(certificate.issuer === null ? [] : [certificate.issuer]), ...context.subjects]),
          ],
          corrections: [...context.corrections, { at: event.occurredAt, reason, before }],
          ...closeAll(context, 'dropped', 'the report was corrected'),
        };
      },
      tells: ({ context, payload: { reason } }) =>
        notify(context, [...OFFICES, ...toldOf(context)], {
          kind: 'news',
          lead: `Corrected: ${certificateWords(context)}`,
          paragraphs: [reason, context.text],
        }),
    },
  ),
  contest: command(z.strictObject({ text: proseSchema }), {
    title: 'contest that it is genuine, so that it is checked again',
    by: PARTIES,
    article: 'assumed',
    recordedAs: 'contested',
    who: ({ reportedBy }) => [reportedBy],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.reportedBy, 'text'),
    change: ({ context, event, payload: { text } }) => ({
      contested: [...context.contested, { at: event.occurredAt, text }],
      ...close(context, 'answer'),
    }),
  }),
  withdraw: command(z.strictObject({ reason: lineSchema }), {
    title: 'withdraw the report',
    by: PARTIES,
    article: 'assumed',
    recordedAs: 'withdrawn',
    who: ({ reportedBy }) => [reportedBy],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.reportedBy, 'reason'),
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'dropped', reason),
      ending: { how: 'withdrawn', reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context, payload: { reason } }) =>
      notify(context, [...OFFICES, ...new Set([...context.subjects, ...toldOf(context)])], {
        kind: 'decision',
        lead: `The report on ${certificateWords(context)} is withdrawn`,
        paragraphs: [reason],
      }),
  }),
  conclude: command(z.strictObject({ reason: lineSchema }), {
    title: 'close the case',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'concluded',
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'decided', reason),
      ending: { how: 'concluded', reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context, payload: { reason } }) =>
      notify(context, [context.reportedBy, checkerOf(context)], {
        kind: 'decision',
        lead: `The case of ${certificateWords(context)} is closed`,
        paragraphs: [reason],
      }),
  }),
} as const;

/** @returns a refusal where the case stands on what would be excused, or null */
function refusalOfExcuse(_context: Notice, { id, what }: Duty): Refusal | null {
  if (MAY_BE_EXCUSED.includes(id)) return null;
  return refuse(
    'notice.not-excused',
    `Without it nobody would be left to act: ${what}. Enter what came by letter, or close the case (conclude).`,
    'duty',
  );
}
