/** Every command of a special measure: it begins with a decision of the body, and lives as every measure does. */
import { z } from 'zod';
import { firstRefusal } from '../../src/kernel/refusals.js';
import {
  codeSchema,
  commandsFor,
  dutyCommands,
  lineSchema,
  openingShape,
  refusalOfCodes,
} from '../casework/index.js';
import {
  DECIDING,
  MEASURE_RULES,
  type MeasureContext,
  decidedShape,
  lifeCommands,
  measureRulesSchema,
  provisionsShape,
  refusalOfMeasureDecision,
  refusalOfMovingWindow,
  refusalOfProvisions,
  tradeBeforeSchema,
} from '../measures/index.js';

const command = commandsFor<MeasureContext>();

/** The command that opens a special measure. */
export const impose = command(
  z.strictObject({
    ...openingShape,
    ...decidedShape,
    ...provisionsShape,
    party: codeSchema,
    /** trade status that it finds; null: not said */
    tradeBefore: tradeBeforeSchema.default(null),
    /** title of the decision, as the Compendium has it */
    instrument: lineSchema,
    note: z.string().max(10_000).default(''),
    rules: measureRulesSchema.default(MEASURE_RULES),
  }),
  {
    title: 'record a decision that puts special measures on a Participant',
    by: DECIDING,
    article: 'KP Core Document VI.5, VI.13; practice: Swakopmund 2009, Kinshasa 2011',
    recordedAs: 'imposed',
    refusal: ({ event, payload }) => {
      const { party, rules, decision, objections, zone, terms, sunset, reports, reviews, polarity } = payload;
      return firstRefusal(
        () => refusalOfCodes(event, [party], 'party', ['participant']),
        () => refusalOfMeasureDecision({ party, rules }, { decision, objections }, event),
        () => refusalOfProvisions({ terms, sunset, reports, reviews, polarity }, decision, zone, event),
      );
    },
  },
);

/** Every command that a special measure understands, by name. */
export const commands = {
  ...dutyCommands<MeasureContext>({
    refusalOfExcuse: refusalOfMovingWindow,
    refusalOfPostponing: refusalOfMovingWindow,
  }),
  ...lifeCommands,
} as const;
