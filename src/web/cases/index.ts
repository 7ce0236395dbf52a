/** Front door of the pages of cases: forms of commands, timelines, facts, and what the page of a case is made of. */
export { CaseActs, type Done } from './case-acts.service.js';
export { type CaseChart, CaseCharts } from './case-chart.service.js';
export { type CasePage, type ShownAct, type ShownDuty, actsOf, casePage, dutiesOf } from './case.page.js';
export { type CaseReading, CaseReadings, waitingFor } from './case-reading.service.js';
export { CasesPagesModule } from './cases-pages.module.js';
export { type Directory, Directories } from './directory.service.js';
export { factWordsFor } from './fact-words.js';
export { isFarReaching } from './far-reaching.js';
export { type ChoiceSource, choicesOf } from './choices.js';
export { formSay } from './form-say.js';
export { type KnownBefore, prefilled } from './prefilled.js';
export * from './form/index.js';
export { FormFlow } from './form-flow.service.js';
export { FormViews, type Step } from './form-views.service.js';
export { kindOfCollection } from './kinds.js';
export { type FactNode, type FactRow, type FactWords, factNode, factRows } from './reading/facts.js';
export {
  type Timeline,
  type TimelineEntry,
  type TimelineSource,
  timelineOf,
  wantsAll,
} from './reading/timeline.js';
