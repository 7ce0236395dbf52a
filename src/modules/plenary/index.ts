/** Front door of meetings: the Plenary and organs, communiqués, and the register of decisions. */
export { Communiques, type ShownCommunique, type ShownSentence } from './communique.service.js';
export { DecisionRegister, type RegisterPage } from './decision-register.service.js';
export {
  type RegisterEntry,
  type RegisterFilter,
  entriesOf,
  filterEntries,
  registerFilterSchema,
} from './decision-register.js';
export { MEETINGS, meetingOf } from './meeting.kind.js';
export { Meetings } from './meetings.service.js';
export { communiqueFormatSchema } from './plenary.controller.js';
export { PlenaryModule } from './plenary.module.js';
