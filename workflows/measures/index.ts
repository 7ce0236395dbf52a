/** Front door of what interim and special measures share: everything from the decision to the end. */
export { DECIDING, OFFICES, decided, decidedShape } from './commands/change.commands.js';
export { refusalOfMeasureDecision, refusalOfProvisions } from './decision.refusals.js';
export { lifeCommands, lifeListeners, lifeStates, lifeTimers, measureSetup } from './life.js';
export {
  MEASURE_RULES,
  type MeasureContext,
  indicationSchema,
  measureContextSchema,
  measureRulesSchema,
  tradeBeforeSchema,
} from './measure.context.js';
export { lifeSaying } from './measure.describe.js';
export { type Provisions, TERM_MEASURES, provisionsSchema, provisionsShape } from './provisions.js';
export { raisersOf } from './readers.js';
export { tellDecided } from './telling.js';
export { refusalOfMovingWindow } from './windows.rules.js';
export { openedMeasure, provisionsAt, versionAt } from './versions.rules.js';
