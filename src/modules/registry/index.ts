/** Front door of the registry: who is a member, who speaks for it, who holds which office, as of any instant. */
export { awayAt } from './absences/absences.queries.js';
export { partyNames } from './names/party-names.js';
export { Absences, maySayAway } from './absences/absences.service.js';
export { type ContactAsker, maySeeContacts } from './contacts/contact.policy.js';
export {
  type Admission,
  type Application,
  absenceSchema,
  admissionSchema,
  applicantSchema,
  asOfSchema,
  bounceSchema,
  contactSchema,
  endSchema,
  nationSchema,
  officeSchema,
  partySchema,
  termSchema,
  tradeStatusSchema,
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
export {
  type Absence,
  type Belief,
  CONTACT_FUNCTIONS,
  type Contact,
  type ContactFunction,
  type ContactVersion,
  FUNCTION_BY_RANK,
  type NationEntry,
  OBSERVER_CATEGORIES,
  type Office,
  type OfficeTerm,
  PARTY_KINDS,
  type Party,
  type PartyHistory,
  type Roll,
  type RollEntry,
  TRADE_STATUSES,
  type TradeStatusEntry,
} from './registry.types.js';
export { admitParty, registerApplicant } from './standing/admissions.js';
export { countedRoll, tradeStatusesAt } from './standing/roll.queries.js';
export { requireParticipant } from './standing/standing.rules.js';
export { Standing } from './standing/standing.service.js';
