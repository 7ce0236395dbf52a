/** Front door of the Compendium: decisions and other documents, in force as of any date, their languages, their chains. */
export * from './compendium.dto.js';
export { CompendiumModule } from './compendium.module.js';
export { isCompendiumEmpty, seedCompendium } from './compendium.seed.js';
export { Compendium, type DocumentList } from './compendium.service.js';
export {
  type Belief,
  type FoundInstrument,
  type Instrument,
  type InstrumentId,
  type InstrumentLine,
  type InstrumentType,
  type RelationLine,
  type TextLine,
  ADOPTED_BY,
  INSTRUMENT_TYPES,
  RELATION_KINDS,
  TEXT_STATUSES,
} from './compendium.types.js';
export { type MeasureOrder, InstrumentRecorder, type Recorded } from './instrument-recorder.service.js';
export { type Change, Instruments } from './instruments.service.js';
