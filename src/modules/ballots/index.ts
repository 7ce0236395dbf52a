/** Front door of the ballots: personal links, and the pages by which a delegate answers without an account. */
export { markOfBallot, shortHash } from './ballot-mark.js';
export { choicesOf } from './ballot-choices.js';
export { BallotLinkFilter } from './ballot-link.filter.js';
export { type IssuedLink, BallotLinks, type LinkOrder } from './ballot-links.service.js';
export {
  type BallotPhase,
  type BallotStanding,
  type BallotState,
  phaseOf,
  standingAnswer,
  standingFor,
  stateOf,
} from './ballot-state.js';
export type { BallotSample } from './ballot-sample.js';
export { type BallotVisit, BallotVisits } from './ballot-visit.service.js';
export { BallotDesk, type BallotReading, type SampleNotice, visitorOf } from './ballot.desk.js';
export { BallotsModule } from './ballots.module.js';
