/** The file of an application: what is wanting of it, and by when it is to be circulated (KP Core Document V(a), VI.9); pure. */
import { countForward } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import type { Instant } from '../../src/kernel/instant.js';
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { type Duty, type KeptDeadline, close, dutyOf, owe } from '../casework/index.js';
import type { AdmissionContext } from './admission.context.js';

type Filed = Pick<AdmissionContext, 'rules' | 'as' | 'file'>;

/** @returns the items that make a file complete and are not there, in the order of the rules */
export function wantingOf({ rules, as, file }: Filed): AdmissionContext['rules']['file']['participant'] {
  return rules.file[as].filter(({ id }) => !file.some(({ item }) => item === id));
}

/** @returns whether nothing is wanting of the file */
export function isComplete(context: Filed): boolean {
  return wantingOf(context).length === 0;
}

/** @returns what is wanting, in words: `laws and regulations; synopsis in English of what matters in them` */
export function wantingWords(context: Filed): string {
  return wantingOf(context)
    .map(({ what }) => what)
    .join('; ');
}

/** @returns a refusal naming the items that no rule asks for, or null */
export function refusalOfItems(
  { rules, as }: Pick<AdmissionContext, 'rules' | 'as'>,
  items: readonly string[],
  field: string,
): Refusal | null {
  const known = rules.file[as].map(({ id }) => id);
  const strange = items.filter((item) => !known.includes(item));
  if (strange.length === 0) return null;
  const words = known.length === 0 ? 'An Observer needs no file.' : `Name any of: ${known.join(', ')}.`;
  return refuse('admission.unknown-item', `${strange.join(', ')} is no item of this file. ${words}`, field);
}

/**
 * By when the notification is to be circulated.
 *
 * @param from the Chair's receipt of it, or of the last item, as the rules say
 * @returns the end of that day in the zone of the case @throws DomainError `calendar.*`
 */
export function circulationDue(
  { rules, zone }: Pick<AdmissionContext, 'rules' | 'zone'>,
  from: Instant,
): KeptDeadline {
  const { within: period, monthEnd } = rules.circulate;
  return countForward({
    from,
    period,
    zone,
    cutoff: '24:00',
    calendar: holidayCalendar('weekdays'),
    monthEnd,
  });
}

/** @returns the duties with the rest of the file due of the applicant by a deadline; as they are when nothing is wanting */
export function oweRest(context: AdmissionContext, due: KeptDeadline): Pick<AdmissionContext, 'duties'> {
  if (isComplete(context)) return { duties: context.duties };
  return owe(context, {
    id: 'file',
    what: `the rest of the file (${wantingWords(context)})`.slice(0, 600),
    basis: 'KP Core Document VI.9, V(a); the time assumed',
    from: [context.party],
    due,
  });
}

/** @returns the duties after items came: what was asked for is closed when nothing is wanting any more, and named anew when less is */
export function afterFiling(context: AdmissionContext): Pick<AdmissionContext, 'duties'> {
  const asked = dutyOf(context, 'file');
  if (!isComplete(context)) return renamed(context, asked);
  const { duties } = close(context, 'file');
  const counted = context.rules.circulate.from === 'complete-file' && context.circulatedAt === null;
  if (!counted) return { duties };
  return owe({ ...context, duties }, circulation(context, circulationDue(context, context.asOf)));
}

function renamed(context: AdmissionContext, asked: Duty | undefined): Pick<AdmissionContext, 'duties'> {
  const what = `the rest of the file (${wantingWords(context)})`.slice(0, 600);
  return {
    duties: context.duties.map((duty) => (duty === asked && !duty.closed ? { ...duty, what } : duty)),
  };
}

/** @returns the duty of the Chair to circulate the notification */
export function circulation({ as }: Pick<AdmissionContext, 'as'>, due: KeptDeadline | null) {
  const basis = as === 'participant' ? 'KP Core Document VI.9' : 'assumed: as with Participants, VI.9';
  return { id: 'circulate', what: 'circulation to all Participants', basis, from: ['chair'], due };
}
