/** What is open, when the next bulletin goes out and what it says, and what passes on to the next year; pure. */
import { fixedDeadline } from '../../src/kernel/business-calendar.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { StartInput } from '../../src/kernel/workflow.js';
import { type Outgoing, notify, openedCase } from '../casework/index.js';
import { open } from './opening.command.js';
import type { AssistanceContext, Entry, Match } from './technical-assistance.context.js';

type Year = AssistanceContext;

/** @returns the match that an entry is in and that is not over; undefined when it is in none */
export function liveMatchOf({ matches }: Pick<Year, 'matches'>, id: string): Match | undefined {
  return matches.find(({ ended, request, offer }) => ended === null && (request === id || offer === id));
}

/** @returns requests and offers that somebody could still take up */
export function openEntries(context: Pick<Year, 'entries' | 'matches'>): readonly Entry[] {
  return context.entries.filter(
    ({ id, closed, standing }) => closed === null && (standing || liveMatchOf(context, id) === undefined),
  );
}

/** @returns the entries with more of them, numbered by kind */
export function entered(
  { entries }: Pick<Year, 'entries'>,
  given: readonly Omit<Entry, 'id' | 'closed'>[],
): Entry[] {
  return given.reduce<Entry[]>((list, one) => {
    const count = list.filter(({ kind }) => kind === one.kind).length;
    return [...list, { ...one, id: `${one.kind}-${count + 1}`, closed: null }];
  }, entries);
}

/** @returns the entries, some of them closed; one that is closed stays as it is */
export function closedEntries(
  { entries, asOf }: Pick<Year, 'entries' | 'asOf'>,
  ids: readonly string[],
  how: NonNullable<Entry['closed']>['how'],
  reason: string,
): Entry[] {
  return entries.map((one) =>
    ids.includes(one.id) && one.closed === null ? { ...one, closed: { how, at: asOf, reason } } : one,
  );
}

/** @returns the first bulletin after an instant: of a month of the year, or of the January after it, which the next case brings out */
export function nextBulletin(
  { year, rules, zone }: Pick<Year, 'year' | 'rules' | 'zone'>,
  after: Instant,
): Year['nextBulletin'] {
  const { day, hour } = rules.bulletinOn;
  const months = Array.from({ length: 13 }, (_value, index) =>
    index === 12 ? `${year + 1}-01` : `${year}-${String(index + 1).padStart(2, '0')}`,
  );
  const all = months.map((month) => {
    const wallTime = `${month}-${String(day).padStart(2, '0')}T${hour}`;
    return { number: month.replace('-', '/'), at: fixedDeadline({ wallTime, zone, rule: 'bulletin' }).at };
  });
  const last = { number: `${year + 1}/01`, at: yearEnd(year, zone) };
  return all.find(({ at }) => at > after) ?? last;
}

/** @returns the first instant after a year in a zone */
export function yearEnd(year: number, zone: string): Instant {
  return fixedDeadline({ wallTime: `${year}-12-31T24:00`, zone, rule: 'the end of the year' }).at;
}

/** @returns the memory as the case of a year is opened, with what the year before left open */
export function openedContext(input: StartInput): Year {
  const { year, rules, carried } = open.payloadOf(input);
  const opened = openedCase(input);
  const { reference, zone } = opened;
  const inNext = reference.replace(String(year), String(year + 1));
  return {
    ...opened,
    rules,
    year,
    entries: entered({ entries: [] }, carried),
    matches: [],
    bulletins: [],
    nextBulletin: nextBulletin({ year, rules, zone }, input.occurredAt),
    yearEndsAt: yearEnd(year, zone),
    successor: inNext === reference ? `${reference}/${year + 1}` : inNext,
    closing: null,
  };
}

/** @returns the memory after the bulletin of the month */
export function bulletinIssued(context: Year): Partial<Year> {
  const open = openEntries(context);
  const ids = (wanted: Entry['kind']) => open.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const { number } = context.nextBulletin;
  const skipped = open.length === 0 && context.rules.skipEmpty;
  const issued = { number, at: context.asOf, requests: ids('request'), offers: ids('offer'), skipped };
  return {
    bulletins: [...context.bulletins, issued],
    nextBulletin: nextBulletin(context, context.asOf),
  };
}

/** @returns the bulletin to all Participants and Observers, told from the memory before it is noted; none in an empty month, where the rules say so */
export function tellBulletin(context: Year): readonly Outgoing[] {
  const open = openEntries(context);
  const { number } = context.nextBulletin;
  const requests = open.filter(({ kind }) => kind === 'request');
  const offers = open.filter(({ kind }) => kind === 'offer');
  const counts = { number, requests: requests.length, offers: offers.length };
  if (open.length === 0 && context.rules.skipEmpty)
    return [{ type: 'record', params: { type: 'bulletin-skipped', data: counts } }];
  return [
    { type: 'record', params: { type: 'bulletin-issued', data: counts } },
    ...notify(context, ['participants', 'observers'], {
      kind: 'news',
      lead: `Technical assistance bulletin ${number}: ${requests.length} asked for, ${offers.length} on offer`,
      paragraphs:
        open.length === 0 ? ['Nothing is asked for or on offer this month.'] : open.map((one) => words(one)),
    }),
  ];
}

function words({ kind, by, behalfOf, subject, text, id }: Entry): string {
  const whose = behalfOf === null ? by : `${behalfOf}, through ${by}`;
  return `${kind === 'request' ? 'Asked for' : 'On offer'} by ${whose} (${id}): ${subject}. ${text}`;
}

/** @returns the memory when the year is over: what is still open has passed on to the next; closed, where none follows */
export function handedOver(context: Year): Partial<Year> {
  const ids = openEntries(context).map(({ id }) => id);
  const { closing } = context;
  if (closing) return { entries: closedEntries(context, ids, 'ended', closing.reason) };
  return { entries: closedEntries(context, ids, 'carried-over', `goes on in ${context.successor}`) };
}

/** @returns the memory as the case is over: with its year, or ended for good */
export function ended({ asOf, successor, year, openedBy, closing }: Year): Partial<Year> {
  const [how, reason] = closing
    ? ['ended', closing.reason]
    : ['year-over', `${year} is over; it goes on in ${successor}`];
  return { ending: { how, reason, at: asOf, person: openedBy } };
}

/** @returns the case of the next year, opened with what is still open; told from the memory before it is handed over */
export function openSuccessor(context: Year): readonly Outgoing[] {
  const { year, successor, title, source, zone, language, visibility, reference, rules } = context;
  const { subjects, concerns } = context;
  const payload = {
    reference: successor,
    title: title.replace(String(year), String(year + 1)),
    source,
    follows: [{ workflow: 'technical-assistance', reference }],
    zone,
    language,
    visibility,
    subjects,
    concerns,
    year: year + 1,
    carried: carriedOf(context),
    rules,
  };
  return [
    { type: 'open-case', params: { workflow: 'technical-assistance', key: `year-${year + 1}`, payload } },
  ];
}

/** @returns what came free after the year was over, told to the case of the next, if there is one */
export function tellSuccessor(context: Year): readonly Outgoing[] {
  if (context.closing) return [];
  const entries = carriedOf(context);
  const key = `free-${context.asOf}`;
  return [
    {
      type: 'tell-case',
      params: {
        workflow: 'technical-assistance',
        reference: context.successor,
        key,
        command: 'take-over',
        payload: { entries },
      },
    },
  ];
}

function carriedOf(context: Year) {
  return openEntries(context).map(({ id, closed: _closed, from, ...rest }) => ({
    ...rest,
    from: from ?? { reference: context.reference, id },
  }));
}
