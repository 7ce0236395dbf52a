import type { CaseEvent, CaseFile } from '../../engine/index.js';
import { type Asker, type CaseKind, type EventReading, holdsOffice, openTo, readBy } from '../cases/index.js';
import { procedureContextSchema, writtenProcedure } from '../../../workflows/written-procedure/index.js';
import { viewOf } from './written-procedure.view.js';

/** Written procedures, for the desk. Their REST controller and their subcommands are older than the desk's, and their own. */
export const PROCEDURES: CaseKind = {
  workflow: writtenProcedure,
  collection: 'procedures',
  noun: 'procedure',
  errors: 'procedure',
  ...readBy((file) => {
    // parties see what they were launched into, never a draft
    const { frozen } = procedureContextSchema.parse(file.context);
    const parties = [...(frozen?.electorate ?? []), ...(frozen?.observers ?? [])].map(({ code }) => code);
    return { roles: [], parties, organs: [] };
  }),
  view: procedureView,
  eventReading: (_asker, _file, events) => partyReading(events),
};

/** @returns the procedure as this person may read it: an error's own text is for the offices */
export function procedureView(file: CaseFile, asker: Asker) {
  const view = viewOf(file, openTo(PROCEDURES, asker, file));
  return holdsOffice(asker) ? view : { ...view, trouble: null };
}

/** What a history holds of a delegation's people: addresses, the diagnostics of returned mail, what was said on the telephone. */
const PERSONAL: ReadonlySet<string> = new Set([
  'contact-replaced',
  'office-handed-over',
  'delivery-failed',
  'delivery-confirmed',
  'contact-logged',
  'reminded-by-hand',
  'wrong-recipient-reported',
]);

/** @returns what a party may read of an event: parties read from the launch on (drafts are the offices' own), without what an event holds of persons. */
export function partyReading(events: readonly CaseEvent[]): (event: CaseEvent) => EventReading {
  const launch = events.find(({ type }) => type === 'launched');
  return ({ seq, type }) => {
    if (!launch || seq < launch.seq) return 'hidden';
    return PERSONAL.has(type) ? 'bare' : 'whole';
  };
}
