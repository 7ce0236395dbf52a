/** Front door of the registry: who is a member, who speaks for it, who holds which office, as of any instant. */
export {
  asOfSchema,
  contactSchema,
  endSchema,
  officeSchema,
  partySchema,
  termSchema,
} from './registry.dto.js';
export type { AsOf } from './registry.dto.js';
export { RegistryModule } from './registry.module.js';
export {
  allTerms,
  anyTermRecorded,
  contactsByEmail,
  contactsOf,
  findContact,
  findParty,
  heldAsKnown,
  heldAt,
  lastTermEnd,
  officeAt,
  requireContactOf,
  requireParty,
  rollAt,
  rolesOf,
  rolesOfActor,
} from './registry.queries.js';
export { isEmpty, seedRegistry } from './registry.seed.js';
export { Registry } from './registry.service.js';
export { endFact, insertFact, noteBounce, noteReached, replaceFact } from './registry.store.js';
export type { Contact, Office, OfficeTerm, Party } from './registry.types.js';
