/** Every command of an anomaly: who may give it, the rule behind it, what it changes and what it sets off. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type CaseCommand,
  type Outgoing,
  after,
  close,
  closeAll,
  codeSchema,
  commandsFor,
  decisionSchema,
  documentsSchema,
  dutyCommands,
  dutyOf,
  isAwaited,
  kept,
  lineSchema,
  neverExcused,
  notify,
  openingShape,
  owe,
  personOf,
  proposedMeasure,
  proseSchema,
  refusalOfCodes,
  refusalOfDecision,
  refusalOfSpeaking,
} from '../casework/index.js';
import {
  ANOMALY_KINDS,
  ANOMALY_OUTCOMES,
  ANOMALY_RULES,
  type AnomalyContext,
  anomalyRulesSchema,
} from './anomaly.context.js';

const OFFICES = ['chair', 'secretariat'] as const;
/** Outcomes that the committee takes up, in an interim measure that begins with this anomaly as an indication. */
const CALLS_FOR_A_MEASURE: readonly string[] = ['to-participation-committee', 'measure-proposed'];
const RULE = 'KP Core Document V(e), VI.16';
const command = commandsFor<AnomalyContext>();
const duties = dutyCommands<AnomalyContext>({ refusalOfExcuse: neverExcused('inform', 'outcome') });

/** The command that raises an anomaly. */
export const raise = command(
  z.strictObject({
    ...openingShape,
    kind: z.enum(ANOMALY_KINDS),
    raisedBy: codeSchema,
    concerning: codeSchema,
    text: proseSchema,
    documents: documentsSchema,
    rules: anomalyRulesSchema.default(ANOMALY_RULES),
  }),
  {
    title: 'raise an anomaly with the Chair',
    by: ['participant', ...OFFICES],
    article: RULE,
    recordedAs: 'raised',
    refusal: ({ event, payload: { raisedBy, concerning, rules } }) =>
      firstRefusal(
        () => refusalOfCodes(event, [raisedBy], 'raisedBy', ['participant']),
        () => refusalOfCodes(event, [concerning], 'concerning', ['participant', 'observer', 'applicant']),
        () => refusalOfCodes(event, [rules.committee], 'rules.committee', ['organ']),
        () => refusalOfSpeaking(event, raisedBy, 'raisedBy'),
        () =>
          raisedBy === concerning
            ? refuse(
                'anomaly.of-oneself',
                `${concerning} cannot raise an anomaly about itself. Name the one it concerns.`,
                'concerning',
              )
            : null,
      ),
  },
);

/** Every command that an anomaly understands, by name. */
export const commands = {
  ...duties,
  excuse: { ...duties.excuse, change: thenConcluding(duties.excuse) },
  inform: command(z.strictObject({ note: z.string().max(10_000).default('') }), {
    title: 'inform all Participants of an anomaly',
    by: OFFICES,
    article: 'KP Core Document VI.16: the Chair informs all Participants without delay',
    recordedAs: 'informed',
    change: ({ context, event }) => {
      const { concerning, rules, zone } = context;
      const told = close(context, 'inform');
      const due = after(event.occurredAt, rules.answerWithin, zone);
      return {
        informedAt: event.occurredAt,
        visibility: context.visibility === 'concerned' ? 'participants' : context.visibility,
        ...owe(
          { ...context, ...told },
          {
            id: 'answer',
            what: 'answer to the anomaly',
            basis: 'KP Core Document VI.16',
            from: [concerning],
            due,
            ladder: 'measures',
          },
        ),
      };
    },
    tells: ({ context, payload: { note } }) =>
      notify(context, ['participants'], {
        kind: 'news',
        lead: `${context.raisedBy} raised an anomaly about ${context.concerning}`,
        paragraphs: [context.text, note].filter((text) => text !== ''),
      }),
  }),
  reply: command(z.strictObject({ text: proseSchema, documents: documentsSchema }), {
    title: 'answer an anomaly',
    by: ['participant', 'observer', ...OFFICES],
    article: RULE,
    recordedAs: 'replied',
    who: ({ concerning }) => [concerning],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.concerning, 'text'),
    change: ({ context, event, payload: { text, documents } }) => {
      const answered = { ...context, ...close(context, 'answer') };
      return {
        answers: [...context.answers, { at: event.occurredAt, text, documents }],
        ...oweOutcome(answered),
      };
    },
    tells: ({ context, payload: { text } }) =>
      notify(context, [...OFFICES, context.raisedBy], {
        kind: 'news',
        lead: `${context.concerning} answered`,
        paragraphs: [text],
      }),
  }),
  conclude: command(
    z.strictObject({
      how: z.enum(ANOMALY_OUTCOMES),
      reason: lineSchema,
      decision: decisionSchema.nullable().default(null),
      follow: z.strictObject({ workflow: z.string(), reference: lineSchema }).nullable().default(null),
    }),
    {
      title: 'record what came of an anomaly',
      by: OFFICES,
      article: RULE,
      recordedAs: 'concluded',
      refusal: ({ context, event, payload: { decision, how } }) =>
        firstRefusal(
          () => (decision ? refusalOfDecision(decision, event) : null),
          () => (CALLS_FOR_A_MEASURE.includes(how) ? refusalOfMeasure(context) : null),
        ),
      change: ({ context, event, payload }) => ({
        outcome: {
          ...payload,
          decision: payload.decision && kept(payload.decision, event),
          follow: payload.follow ?? (CALLS_FOR_A_MEASURE.includes(payload.how) ? measureOf(context) : null),
        },
        ...closeAll(context, 'decided', payload.reason),
        ending: { how: payload.how, reason: payload.reason, at: event.occurredAt, person: personOf(event) },
      }),
      tells: ({ context, payload }) => [
        ...notify(context, toldOfOutcome(context, payload.how), {
          kind: 'decision',
          lead: `The anomaly is concluded: ${payload.how.replaceAll('-', ' ')}`,
          paragraphs: [payload.reason],
        }),
        ...(CALLS_FOR_A_MEASURE.includes(payload.how) && payload.follow === null ? [opening(context)] : []),
      ],
    },
  ),
} as const;

/** Nobody is left to answer: it is the Chair’s turn. What is due already keeps its day. */
function oweOutcome(context: AnomalyContext): Pick<AnomalyContext, 'duties'> {
  const { asOf, rules, zone } = context;
  if (isAwaited(context, 'outcome')) return { duties: context.duties };
  return owe(context, {
    id: 'outcome',
    what: 'record of what came of the anomaly',
    basis: rules.source.slice(0, 600),
    from: ['chair'],
    due: after(asOf, rules.concludeWithin, zone),
    ladder: 'organ-work',
  });
}

/** An answer that was excused is awaited no more. */
function thenConcluding({ change }: Pick<CaseCommand<AnomalyContext>, 'change'>) {
  return (context: AnomalyContext, event: CommandEvent): Partial<AnomalyContext> => {
    const changed = change(context, event);
    const then = { ...context, ...changed };
    return dutyOf(then, 'answer')?.closed?.how === 'excused' ? { ...changed, ...oweOutcome(then) } : changed;
  };
}

/** All were informed of it, so all learn what came of it; the committee where it is to act. */
function toldOfOutcome({ concerning, concerningAs, rules }: AnomalyContext, how: string): readonly string[] {
  return [
    'participants',
    ...(concerningAs === 'participant' ? [] : [concerning]),
    ...(CALLS_FOR_A_MEASURE.includes(how) ? [rules.committee] : []),
  ];
}

/** The case that the committee takes it up in. */
function measureOf({ reference }: AnomalyContext): { readonly workflow: string; readonly reference: string } {
  return { workflow: 'interim-measure', reference: `${reference.slice(0, 77)}/IM` };
}

function refusalOfMeasure({ concerning, concerningAs }: AnomalyContext): Refusal | null {
  if (concerningAs === 'participant') return null;
  return refuse(
    'anomaly.no-participant',
    `${concerning} is no Participant, so no measure is taken on it. Conclude otherwise, and write to it (how).`,
    'how',
  );
}

/** The anomaly as an indication: the committee hears the one it concerns, and recommends a measure or none. */
function opening(context: AnomalyContext): Outgoing {
  const { reference, title, concerning: party, raisedBy, text } = context;
  const source = `anomaly raised by ${raisedBy} (${reference})`;
  return proposedMeasure(
    { ...context, party },
    {
      workflow: 'anomaly',
      key: 'measure',
      reference: measureOf(context).reference,
      title,
      source,
      indications: [{ text, source }],
    },
  );
}
