/** Bars, and who is under them, as files. */
import { RANGE_COLUMNS, type Sheet, column } from '../../registry-files/index.js';
import { type NewBar, type NewBarred, barSchema, barredSchema } from '../organ.dto.js';
import { barredKey, takeTurn } from '../organs.store.js';
import { checkBar, checkBarred } from './bar.checks.js';

export const barsSheet: Sheet<NewBar> = {
  name: 'bars',
  title: 'Rules that keep persons out of organs; without organs, out of every one',
  table: 'bar',
  subject: ['code'],
  columns: [
    column('code'),
    column('name'),
    column('organs', 'optional-words'),
    ...RANGE_COLUMNS,
    column('source'),
  ],
  schema: barSchema,
  turn: takeTurn,
  check: checkBar,
};

export const barredSheet: Sheet<NewBarred> = {
  name: 'barred',
  title: 'Who is under which bar: a contact or a whole party',
  table: 'barred',
  subject: ['bar', 'party', 'contact'],
  columns: [
    column('bar'),
    column('party', 'optional'),
    column('contact', 'optional', { column: 'contact_id', field: 'contactId' }),
    ...RANGE_COLUMNS,
    column('source'),
  ],
  schema: barredSchema,
  computed: (entry) => ({ barred: barredKey(entry) }),
  turn: takeTurn,
  check: checkBarred,
};
