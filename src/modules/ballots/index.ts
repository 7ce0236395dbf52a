/** Front door of the ballots: personal links, and the pages by which a delegate answers without an account. */
export { type IssuedLink, BallotLinks, type LinkOrder } from './ballot-links.service.js';
export { BallotsModule } from './ballots.module.js';
