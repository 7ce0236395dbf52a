/** Every command of an interim measure: indications, dialogue, hearing, recommendation and decision; then it lives as every measure does. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  after,
  close,
  closeAll,
  codeSchema,
  commandsFor,
  documentsSchema,
  dutyCommands,
  dutyOf,
  itemFor,
  lineSchema,
  neverExcused,
  notify,
  openingShape,
  owe,
  personOf,
  proseSchema,
  refusalOfCodes,
  refusalOfOwnCase,
  refusalOfSpeaking,
  visibilitySchema,
} from '../casework/index.js';
import {
  DECIDING,
  MEASURE_RULES,
  type MeasureContext,
  OFFICES,
  decided,
  decidedShape,
  indicationSchema,
  lifeCommands,
  measureRulesSchema,
  provisionsSchema,
  provisionsShape,
  raisersOf,
  refusalOfMeasureDecision,
  refusalOfMovingWindow,
  refusalOfProvisions,
  tellDecided,
  tradeBeforeSchema,
} from '../measures/index.js';
import { thenRecommending } from './recommending.rules.js';

const GUIDELINES =
  'Guidelines for the PC in Recommending Interim Measures, 2008, revised 2012 (text not found: steps assumed); KP Core Document VI.16';
const command = commandsFor<MeasureContext>();
const STANDSTILL = neverExcused('dialogue', 'recommendation', 'decision');
const duties = dutyCommands<MeasureContext>({
  refusalOfExcuse: (context, duty) => STANDSTILL(context, duty) ?? refusalOfMovingWindow(context, duty),
  refusalOfPostponing: refusalOfMovingWindow,
});

/** How a matter ends without a measure. */
export const DROPPED = ['explained', 'remedied', 'not-pursued', 'no-consensus'] as const;

/** The command that opens the matter. */
export const indicate = command(
  z.strictObject({
    ...openingShape,
    /** matters of compliance are confidential (KP Core Document VI.16) until a measure is decided */
    visibility: visibilitySchema.default('concerned'),
    party: codeSchema,
    /** credible indications of serious non-compliance */
    indications: z.array(indicationSchema).min(1).max(50),
    rules: measureRulesSchema.default(MEASURE_RULES),
  }),
  {
    title: 'record credible indications of serious non-compliance',
    by: [...DECIDING, 'participant', 'observer'],
    article: GUIDELINES,
    recordedAs: 'indicated',
    refusal: ({ event, payload: { party, rules } }) =>
      firstRefusal(
        () => refusalOfCodes(event, [party], 'party', ['participant']),
        () => refusalOfCodes(event, [rules.recommender], 'rules.recommender', ['organ', 'office']),
      ),
  },
);

/** Every command that an interim measure understands, by name. */
export const commands = {
  ...duties,
  excuse: { ...duties.excuse, change: thenRecommending(duties.excuse) },
  ...lifeCommands,
  hear: { ...lifeCommands.hear, change: thenRecommending(lifeCommands.hear) },
  'add-indications': command(z.strictObject({ indications: z.array(indicationSchema).min(1).max(50) }), {
    title: 'add indications of non-compliance',
    by: [...OFFICES, 'participant', 'observer'],
    article: GUIDELINES,
    recordedAs: 'indications-added',
    change: ({ context, event, payload: { indications } }) => ({
      indications: [...context.indications, ...indications.map((one) => ({ ...one, at: event.occurredAt }))],
      concerns: [...new Set([...context.concerns, ...raisersOf(event)])],
    }),
  }),
  'open-dialogue': command(z.strictObject({ note: z.string().max(10_000).default('') }), {
    title: 'open a dialogue with the Participant concerned',
    by: OFFICES,
    article: GUIDELINES,
    recordedAs: 'dialogue-opened',
    change: ({ context, event }) => {
      const told = { ...context, ...close(context, 'dialogue') };
      const hearing = owe(told, {
        id: 'hearing',
        what: 'statement on the indications',
        basis: context.rules.source.slice(0, 600),
        from: [context.party],
        due: after(event.occurredAt, context.rules.hearingWithin, context.zone),
        ladder: 'measures',
      });
      return { subjects: [...new Set([context.party, ...context.subjects])], ...hearing };
    },
    tells: ({ context, payload: { note } }) =>
      notify(context, [context.party], {
        kind: 'request',
        lead: `${context.party} is asked for its view of indications of serious non-compliance`,
        paragraphs: [...context.indications.map(({ text }) => text), note].filter((text) => text !== ''),
        when: whenDue(context),
        duty: 'hearing',
      }),
  }),
  recommend: command(
    z.strictObject({
      text: proseSchema,
      documents: documentsSchema,
      /** what is recommended, in the form of a decision; null: words alone */
      provisions: provisionsSchema.nullable().default(null),
      /** who is to decide on it */
      through: z.enum(['plenary', 'written-procedure']).default('plenary'),
    }),
    {
      title: 'recommend a measure, after the Participant was heard',
      by: [...OFFICES, 'participant', 'observer'],
      article: GUIDELINES,
      recordedAs: 'recommended',
      who: ({ rules }) => [rules.recommender],
      never: ({ party }) => [party],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfSpeaking(asked.event, asked.context.rules.recommender, 'text'),
          () => refusalOfOwnCase(asked.event, [asked.context.party]),
          () => refusalOfUnheard(asked),
        ),
      change: ({ context, event, payload: { through, ...payload } }) => ({
        recommendations: [
          ...context.recommendations,
          { at: event.occurredAt, by: context.rules.recommender, ...payload },
        ],
        forPlenary: through === 'plenary' ? { since: event.occurredAt, item: itemFor(context, null) } : null,
        ...owe(
          { ...context, ...close(context, 'recommendation') },
          {
            id: 'decision',
            what: 'decision on the recommended measure',
            basis: 'KP Core Document VI.5; no term was found',
            from: ['chair'],
            due: null,
            ladder: null,
          },
        ),
      }),
      tells: ({ context, payload: { text } }) => [
        ...notify(context, [...OFFICES, context.party], {
          kind: 'news',
          lead: `${context.rules.recommender} recommends a measure on ${context.party}; a decision is needed`,
          paragraphs: [text],
        }),
        ...(context.forPlenary
          ? [{ type: 'put-before-plenary' as const, params: { item: context.forPlenary.item, words: text } }]
          : []),
      ],
    },
  ),
  decide: command(
    z.strictObject({
      ...decidedShape,
      ...provisionsShape,
      /** title of the decision, as the Compendium has it */
      instrument: lineSchema,
      /** trade status that it finds; null: not said */
      tradeBefore: tradeBeforeSchema.default(null),
      note: z.string().max(10_000).default(''),
    }),
    {
      title: 'record the decision on a recommended measure',
      by: DECIDING,
      article: GUIDELINES,
      recordedAs: 'measure-decided',
      refusal: ({ context, event, payload }) => {
        const { decision, objections, terms, sunset, reports, reviews, polarity } = payload;
        return firstRefusal(
          () => refusalOfMeasureDecision(context, { decision, objections }, event),
          () =>
            refusalOfProvisions({ terms, sunset, reports, reviews, polarity }, decision, context.zone, event),
        );
      },
      change: ({
        context,
        event,
        payload: { decision, objections, instrument, tradeBefore, note, ...provisions },
      }) => ({
        instrument,
        tradeBefore,
        visibility: context.visibility === 'concerned' ? 'participants' : context.visibility,
        ...decided(context, event, { decision, objections }, { kind: 'adopted', provisions, note }),
        ...settled(context),
      }),
      tells: ({ context, payload: { note } }) =>
        tellDecided(context, `An interim measure on ${context.party}: «${context.instrument ?? ''}»`, [note]),
    },
  ),
  drop: command(z.strictObject({ how: z.enum(DROPPED), reason: lineSchema }), {
    title: 'end the matter without a measure',
    by: OFFICES,
    article: GUIDELINES,
    recordedAs: 'dropped',
    change: ({ context, event, payload: { how, reason } }) => ({
      ...closeAll(context, 'decided', reason),
      forPlenary: null,
      ending: { how, reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context, payload: { how, reason } }) =>
      notify(context, [...toldOfIt(context), context.rules.recommender, ...OFFICES], {
        kind: 'decision',
        lead: `No interim measure on ${context.party}: ${how.replaceAll('-', ' ')}`,
        paragraphs: [reason],
      }),
  }),
} as const;

/** The Participant concerned hears nothing of what it was never asked about. */
function toldOfIt({ party, subjects }: MeasureContext): readonly string[] {
  return subjects.includes(party) ? [party] : [];
}

/** What led to the decision is no longer awaited; a contested notice still is. */
function settled(context: MeasureContext): Pick<MeasureContext, 'duties' | 'forPlenary'> {
  const said = { ...context, ...close(context, 'hearing', 'decided') };
  return { ...close(said, 'decision'), forPlenary: null };
}

function whenDue(
  context: MeasureContext,
): { readonly at: MeasureContext['asOf']; readonly label: string } | null {
  const due = dutyOf(context, 'hearing')?.due;
  return due ? { at: due.at, label: 'Please answer before' } : null;
}

/** Nobody is recommended against unheard: it spoke, or its time is over. An excuse presses it no longer and takes nothing from its time. */
function refusalOfUnheard({ context, event }: Asked<unknown, MeasureContext>): Refusal | null {
  const hearing = dutyOf(context, 'hearing');
  if (context.heard.length > 0) return null;
  const end = [hearing?.due?.at, hearing?.postponed?.until.at].reduce(
    (last, at) => (at !== undefined && (last === undefined || at > last) ? at : last),
    undefined,
  );
  if (end !== undefined && end <= event.occurredAt) return null;
  const until = end === undefined ? '' : `; its time runs until ${end}`;
  return refuse(
    'measure.not-heard',
    `${context.party} was not heard yet${until}. Wait for its statement, or for the end of its time.`,
  );
}
