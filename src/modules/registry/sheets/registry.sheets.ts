/** The tables of the registry as files. */
import type { EntityManager } from 'typeorm';
import { RANGE_COLUMNS, type Sheet, column, faultsOf } from '../../registry-files/index.js';
import {
  type NewContact,
  type NewNation,
  type NewParty,
  type NewTerm,
  type NewTradeStatus,
  contactSchema,
  nationSchema,
  partySchema,
  termSchema,
  tradeStatusSchema,
} from '../registry.dto.js';
import { contactsOf, findParty, requireContactOf, requireParty } from '../registry.queries.js';
import { endFact, noteReached } from '../registry.store.js';
import {
  requireNotCountedTwice,
  requireNothingLeftOver,
  requireOfficeHolder,
  requireParticipant,
} from '../standing/standing.rules.js';

const source = column('source');
const note = column('note', 'text', { mayBeMissing: true });

export const partiesSheet: Sheet<NewParty> = {
  name: 'parties',
  title: 'Participants, applicants, Observers, guests and bodies',
  table: 'party',
  subject: ['code'],
  columns: [
    column('code'),
    column('name'),
    column('kind'),
    column('category', 'optional', { mayBeMissing: true }),
    column('meeting', 'optional', { mayBeMissing: true }),
    ...RANGE_COLUMNS,
    source,
    note,
  ],
  schema: partySchema,
  check: (tx, { code }) => faultsOf(() => requireNothingLeftOver(tx, code)),
  follow: endContacts,
};

export const contactsSheet: Sheet<NewContact> = {
  name: 'contacts',
  title: 'Contacts of the parties, with their addresses',
  table: 'contact',
  subject: ['id'],
  columns: [
    column('id'),
    column('party'),
    column('name'),
    column('email'),
    column('languages', 'words'),
    column('zone'),
    column('rank', 'whole'),
    column('function', 'optional', { mayBeMissing: true }),
    ...RANGE_COLUMNS,
    source,
  ],
  schema: contactSchema,
  check: (tx, { party, validFrom }) => faultsOf(() => requireParty(tx, party, validFrom)),
  follow: tryNewAddress,
};

export const officesSheet: Sheet<NewTerm> = {
  name: 'offices',
  title: 'Terms of the offices',
  table: 'office_term',
  subject: ['office'],
  columns: [
    column('office'),
    column('party'),
    column('contact', 'optional', { column: 'contact_id', field: 'contactId' }),
    ...RANGE_COLUMNS,
    source,
  ],
  schema: termSchema,
  check: (tx, { party, contactId, validFrom }) =>
    faultsOf(async () => {
      await requireOfficeHolder(tx, party, validFrom);
      if (contactId !== null) await requireContactOf(tx, party, contactId, validFrom);
    }),
};

export const tradeStatusesSheet: Sheet<NewTradeStatus> = {
  name: 'trade-statuses',
  title: 'Whether a Participant may trade',
  table: 'trade_status',
  subject: ['party'],
  columns: [column('party'), column('status'), ...RANGE_COLUMNS, source, note],
  schema: tradeStatusSchema,
  check: (tx, { party, validFrom }) => faultsOf(() => requireParticipant(tx, party, validFrom)),
};

export const nationsSheet: Sheet<NewNation> = {
  name: 'nations',
  title: 'Nations that a Participant stands for',
  table: 'party_nation',
  subject: ['nation'],
  columns: [column('party'), column('nation'), column('name'), ...RANGE_COLUMNS, source],
  schema: nationSchema,
  check: (tx, entry) =>
    faultsOf(async () => {
      await requireParticipant(tx, entry.party, entry.validFrom);
      await requireNotCountedTwice(tx, entry);
    }),
};

/** A party that ends takes its contacts with it, as when the Secretariat ends it. */
async function endContacts(tx: EntityManager, { code, validTo }: NewParty): Promise<string[]> {
  if (validTo === null || (await findParty(tx, code, validTo))) return [];
  const sentences: string[] = [];
  for (const { id } of await contactsOf(tx, [code], validTo))
    if (await endFact(tx, 'contact', id, validTo)) sentences.push(`Contact ${id} ends at ${validTo}.`);
  return sentences;
}

/** A new address has not bounced yet, as when the Secretariat enters it. */
async function tryNewAddress(
  tx: EntityManager,
  { id, email }: NewContact,
  before: NewContact | null,
): Promise<string[]> {
  if (before === null || before.email === email || !(await noteReached(tx, id))) return [];
  return [`Mail to ${id} is tried again: its address is new.`];
}
