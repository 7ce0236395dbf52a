/** Front door of meetings: the Plenary and organs, communiqués, and the register of decisions. */
export {
  Communiques,
  type ShownCommunique,
  type ShownSentence,
  type TriedClause,
} from './communique.service.js';
export { DecisionRegister, type RegisterPage } from './decision-register.service.js';
export {
  type RegisterEntry,
  type RegisterFilter,
  entriesOf,
  filterEntries,
  registerFilterSchema,
} from './decision-register.js';
export { MEETINGS, meetingOf } from './meeting.kind.js';
export type { CarriedItem } from './carried-items.js';
export type { FollowUp } from './clause-cases.queries.js';
export { type LinkedCase, type MeetingReading, Meetings } from './meetings.service.js';
export { communiqueFormatSchema } from './plenary.controller.js';
export { PlenaryModule } from './plenary.module.js';
