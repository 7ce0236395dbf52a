/** Every command about the analysis of a Participant's statistics: who may give it, the rule behind it, what it changes and what it sets off. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type Duty,
  close,
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
  refusalOfOwnCase,
  refusalOfSpeaking,
  visibilitySchema,
} from '../casework/index.js';
import { reportingPeriodSchema, wordToCycle } from '../reporting-cycle/index.js';
import {
  DATA_ANOMALIES_RULES,
  type DataAnomaliesContext,
  RESULTS,
  dataAnomaliesRulesSchema,
  questionSchema,
} from './data-anomalies.context.js';
import { afterAnswers, afterAssessment, answerOwed, assessmentOwed, unanswered } from './question.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const RULE = 'decision on the Data Anomalies Questionnaire process, Washington 2012';
const command = commandsFor<DataAnomaliesContext>();
const duties = dutyCommands<DataAnomaliesContext>({ refusalOfExcuse });

/** The command that records that the statistics of a Participant were analysed. */
export const record = command(
  z.strictObject({
    ...openingShape,
    /** as the cycle says (reporting-cycle/rules/kp.yaml): a matter of the Participant and the organ */
    visibility: visibilitySchema.default('concerned'),
    party: codeSchema,
    period: reportingPeriodSchema,
    organ: codeSchema.default('WGS'),
    cycle: lineSchema.nullable().default(null),
    documents: documentsSchema,
    /** what the analysis asks; none where nothing was found */
    questions: z.array(questionSchema).max(100),
    rules: dataAnomaliesRulesSchema.default(DATA_ANOMALIES_RULES),
  }),
  {
    title: 'record the analysis of a Participant’s statistics',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'analysed',
    refusal: ({ event, payload: { party, organ, questions } }) =>
      firstRefusal(
        () => refusalOfCodes(event, [party], 'party', ['participant']),
        () => refusalOfCodes(event, [organ], 'organ', ['organ']),
        () => refusalOfSpeaking(event, organ, 'organ'),
        () =>
          refusalOfTwice(
            questions.map(({ id }) => id),
            'questions',
          ),
      ),
  },
);

const answerSchema = z.strictObject({ question: z.string(), text: proseSchema, documents: documentsSchema });
const resultSchema = z.strictObject({
  question: z.string(),
  how: z.enum(RESULTS),
  note: z.string().max(10_000).default(''),
});

/** Every command that it understands, by name. */
export const commands = {
  ...duties,
  send: command(z.strictObject({}), {
    title: 'send the questionnaire to the Participant',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'questionnaire-sent',
    who: ({ organ }) => [organ],
    never: ({ party }) => [party],
    refusal: ({ context, event }) =>
      firstRefusal(
        () => refusalOfStranger(context, event, 'organ'),
        () =>
          context.questions.length > 0
            ? null
            : refuse('anomalies.nothing-to-ask', 'The analysis asks nothing. Close it instead (close).'),
      ),
    change: ({ context, event: { occurredAt } }) => ({
      sentAt: occurredAt,
      ...answerOwed({ ...context, ...close(context, 'sending') }, occurredAt),
    }),
    tells: ({ context }) =>
      notify(context, [context.party], {
        kind: 'request',
        lead: `Please answer ${context.questions.length} questions about your statistics of ${context.period}`,
        paragraphs: context.questions.map(({ id, text }) => `${id}: ${text}`),
        duty: 'answer',
      }),
  }),
  reply: command(z.strictObject({ answers: z.array(answerSchema).min(1).max(100) }), {
    title: 'answer questions of the questionnaire',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'questions-answered',
    who: ({ party }) => [party],
    refusal: ({ context, event, payload: { answers } }) =>
      firstRefusal(
        () => refusalOfSpeaking(event, context.party, 'answers'),
        () =>
          refusalOfTwice(
            answers.map(({ question }) => question),
            'answers',
          ),
        () =>
          refusalOfUnknown(
            answers.map(({ question }) => question),
            unanswered(context),
            'answers',
          ),
      ),
    change: ({ context, event, payload: { answers } }) => afterAnswers(context, event.occurredAt, answers),
    tells: ({ context }) =>
      notify(context, [context.organ], {
        kind: 'news',
        lead: `${context.party} answered on its statistics of ${context.period}: ${unanswered(context).length} questions are left`,
        digest: true,
      }),
  }),
  assess: command(z.strictObject({ results: z.array(resultSchema).min(1).max(100) }), {
    title: 'say of each answer whether it explains, asks for a correction, or leaves the question open',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'answers-assessed',
    who: ({ organ }) => [organ],
    never: ({ party }) => [party],
    refusal: ({ context, event, payload: { results } }) => {
      const pending = context.questions.filter(({ result }) => result === null);
      const named = results.map(({ question }) => question);
      return firstRefusal(
        () => refusalOfStranger(context, event, 'results'),
        () => refusalOfTwice(named, 'results'),
        () => refusalOfUnknown(named, pending, 'results'),
        () =>
          refusalOfMissing(
            pending.map(({ id }) => id),
            named,
          ),
      );
    },
    change: ({ context, event, payload: { results } }) => afterAssessment(context, event.occurredAt, results),
    tells: ({ context, payload: { results } }) =>
      notify(context, [context.party], {
        kind: 'news',
        lead: `Your answers on the statistics of ${context.period} were assessed`,
        paragraphs: results.map(({ question, how, note }) =>
          `${question}: ${how.replaceAll('-', ' ')}. ${note}`.trim(),
        ),
      }),
  }),
  correct: command(z.strictObject({ figures: lineSchema, note: z.string().max(10_000).default('') }), {
    title: 'correct the statistics',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'statistics-corrected',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'figures'),
    change: ({ context, event: { occurredAt }, payload }) => {
      const questions = context.questions.map((question) =>
        question.result?.how === 'to-be-corrected' ? { ...question, result: null } : question,
      );
      const corrected = { ...context, questions, ...closeAll(context, 'done') };
      return {
        questions,
        corrections: [...context.corrections, { at: occurredAt, ...payload }],
        ...assessmentOwed(corrected, occurredAt),
      };
    },
  }),
  close: command(z.strictObject({ reason: lineSchema }), {
    title: 'close an analysis, whatever is left of it',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'analysis-closed',
    who: ({ organ }) => [organ],
    never: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfStranger(context, event, 'reason'),
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'decided', reason),
      ending: { how: 'closed', reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context }) => wordToCycle(context, 'submitted'), // nothing more is awaited of the Participant
  }),
} as const;

/** Only the organ asks, assesses and closes, and nobody in it on the own statistics. */
function refusalOfStranger(
  { organ, party }: DataAnomaliesContext,
  event: CommandEvent,
  field: string,
): Refusal | null {
  return firstRefusal(
    () => refusalOfSpeaking(event, organ, field),
    () => refusalOfOwnCase(event, [party]),
  );
}

/** With an organ excused nobody would be left to act. */
function refusalOfExcuse({ organ }: DataAnomaliesContext, { from }: Duty): Refusal | null {
  if (!from.includes(organ)) return null;
  return refuse(
    'anomalies.organ-not-excused',
    `It is for ${organ} to act, and the case would stand still without it. Close the analysis instead (close).`,
    'duty',
  );
}

function refusalOfTwice(ids: readonly string[], field: string): Refusal | null {
  if (new Set(ids).size === ids.length) return null;
  return refuse('anomalies.twice', 'One question is named twice. Name each once.', field);
}

function refusalOfUnknown(
  named: readonly string[],
  questions: readonly { readonly id: string }[],
  field: string,
): Refusal | null {
  const ids = questions.map(({ id }) => id);
  const others = named.filter((id) => !ids.includes(id));
  if (others.length === 0) return null;
  return refuse(
    'anomalies.no-such-question',
    `Not awaited: ${others.join(', ')}. Awaited: ${ids.join(', ') || 'none'}.`,
    field,
  );
}

function refusalOfMissing(pending: readonly string[], named: readonly string[]): Refusal | null {
  const left = pending.filter((id) => !named.includes(id));
  if (left.length === 0) return null;
  return refuse(
    'anomalies.not-all-assessed',
    `Say something of each answer; left out: ${left.join(', ')}.`,
    'results',
  );
}
