/** Organs and who sits in them as files. */
import { RANGE_COLUMNS, type Sheet, column } from '../../registry-files/index.js';
import { type NewSeat, type OrganEntry, organEntrySchema, seatSchema } from '../organ.dto.js';
import { seatKey, takeTurn } from '../organs.store.js';
import { checkOrgan, endSeats } from './organ.checks.js';
import { checkSeat } from './seat.checks.js';

export const organsSheet: Sheet<OrganEntry> = {
  name: 'organs',
  title: 'Organs, and what each was merged from; their rules are data in YAML',
  table: 'organ',
  subject: ['code'],
  columns: [
    column('code'),
    column('name'),
    column('kind'),
    column('parent', 'optional'),
    column('predecessors', 'words', { mayBeMissing: true }),
    ...RANGE_COLUMNS,
    column('source'),
    column('note', 'text', { mayBeMissing: true }),
  ],
  schema: organEntrySchema,
  turn: takeTurn,
  check: checkOrgan,
  follow: endSeats,
};

export const seatsSheet: Sheet<NewSeat> = {
  name: 'seats',
  title: 'Who sits in which organ, in what capacity; without a contact, everybody of the party',
  table: 'seat',
  subject: ['organ', 'party'],
  columns: [
    column('organ'),
    column('party'),
    column('capacity'),
    column('contact', 'optional', { column: 'contact_id', field: 'contactId' }),
    ...RANGE_COLUMNS,
    column('source'),
  ],
  schema: seatSchema,
  computed: ({ organ, party }) => ({ seat: seatKey(organ, party) }),
  turn: takeTurn,
  check: checkSeat,
};
