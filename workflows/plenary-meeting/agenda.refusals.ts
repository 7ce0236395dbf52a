/** Why an item is not taken onto the agenda, the agenda not adopted, or a delegation not registered. */
import { type Asked as AskedOf, firstRefusal, refuse, rolesIn } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { factsOfMeeting } from './meeting.facts.js';
import { type MeetingContext, findItem } from './plenary-meeting.context.js';
import type { MeetingPayload } from './plenary-meeting.payloads.js';
import { mayKnowOf } from './visibility.rules.js';

type Asked<Payload> = AskedOf<Payload, MeetingContext>;
type NewItem = MeetingPayload<'add-items'>['items'][number];

/** Ids that begin so are given to what is carried over. */
const CARRIED_ID = /^(procedure|deferred|mandate|hosting)-/;

/** @returns whether whoever sends the command acts for the Chair or the Secretariat */
export function actsForOffice(event: CommandEvent): boolean {
  return rolesIn(event).some((role) => role === 'chair' || role === 'secretariat');
}

/** @returns whether whoever sends the command may know of the item */
export function senderMayKnowOf(item: Parameters<typeof mayKnowOf>[0], event: CommandEvent): boolean {
  return mayKnowOf(item, {
    roles: rolesIn(event),
    party: event.actor.party ?? '',
    organs: factsOfMeeting(event).organs,
  });
}

/** @returns a refusal that names the items which the sender may know of */
export function unknownItem(
  context: MeetingContext,
  id: string,
  field: string,
  event: CommandEvent,
): Refusal {
  const known = context.items
    .filter((item) => item.agenda !== 'withdrawn' && senderMayKnowOf(item, event))
    .map((item) => item.id);
  return refuse(
    'meeting.item-unknown',
    `There is no item «${id}» to act upon. The items are: ${known.join(', ') || 'none'}.`,
    field,
  );
}

/** @returns why items cannot be brought, or null: they come in time, once, and a carried file only from the system */
export function refusalOfItems({
  context,
  event,
  payload,
}: Asked<MeetingPayload<'add-items'>>): Refusal | null {
  return firstRefusal(
    ...payload.items.map(
      (item, index) => () =>
        firstRefusal(
          () => tooLate(context, item, event, `items.${index}`),
          () => notOnesOwn(item, event, `items.${index}`),
          () => doubled(context, payload.items, index, `items.${index}.id`),
        ),
    ),
  );
}

/** What is carried over has been before everybody already: its notice was its own procedure's. */
function tooLate(context: MeetingContext, item: NewItem, event: CommandEvent, field: string): Refusal | null {
  const { agenda, amendments } = context.limits;
  const limit = item.kind === 'amendment' ? amendments : agenda;
  if (event.occurredAt < limit.at || (item.origin !== null && rolesIn(event).includes('system'))) return null;
  return refuse(
    item.kind === 'amendment' ? 'meeting.amendment-too-late' : 'meeting.item-too-late',
    `«${item.title}» came after ${limit.at} (${limit.rule}${item.kind === 'amendment' ? '; KP Core Document VI.18' : ''}). It can be taken up only when the agenda is adopted, if all agree.`,
    field,
  );
}

/** What only the system may say of an item (a carried file), and what only the offices may (that an organ recommends it). */
function notOnesOwn(item: NewItem, event: CommandEvent, field: string): Refusal | null {
  const system = rolesIn(event).includes('system');
  const waiting = factsOfMeeting(event).carried.some((one) => one.id === item.id);
  if (system)
    return waiting
      ? null
      : refuse('meeting.not-waiting', `«${item.title}» waits for no meeting any more.`, field);
  if (item.origin !== null)
    return refuse(
      'meeting.origin-not-yours',
      'A broken procedure comes onto the agenda by itself, with its file. Leave «origin» out.',
      `${field}.origin`,
    );
  if (CARRIED_ID.test(item.id))
    return refuse(
      'meeting.id-reserved',
      `Ids such as «${item.id}» are given to what is carried over. Choose another.`,
      `${field}.id`,
    );
  if (actsForOffice(event) || (item.source === null && item.recommendation === null)) return null;
  return refuse(
    'meeting.not-yours-to-recommend',
    'That an organ brings or recommends an item is recorded by the Chair or the Secretariat. Leave «source» and «recommendation» out.',
    `${field}.source`,
  );
}

function doubled(
  context: MeetingContext,
  items: readonly { readonly id: string }[],
  index: number,
  field: string,
): Refusal | null {
  const id = items[index]?.id ?? '';
  if (!findItem(context, id) && items.findIndex((item) => item.id === id) === index) return null;
  return refuse(
    'meeting.item-exists',
    `There is an item «${id}» already. Give the new one another id.`,
    field,
  );
}

/** @returns why an item cannot be withdrawn, or null: the offices may, and whoever brought it */
export function refusalOfItemWithdrawal({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'withdraw-item'>>): Refusal | null {
  const item = findItem(context, payload.item);
  if (item?.agenda !== 'proposed' || !senderMayKnowOf(item, event))
    return unknownItem(context, payload.item, 'item', event);
  if (actsForOffice(event) || item.addedBy.party === event.actor.party) return null;
  return refuse(
    'meeting.not-your-item',
    `«${item.title}» was brought by ${item.addedBy.name}: that delegation, the Chair or the Secretariat may withdraw it.`,
    'item',
  );
}

/** @returns why an item cannot be given that place, or null */
export function refusalOfPlacing({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'place-item'>>): Refusal | null {
  const { items } = context;
  const now = items.findIndex(({ id }) => id === payload.item) + 1;
  if (now === 0 || items[now - 1]?.agenda === 'withdrawn')
    return unknownItem(context, payload.item, 'item', event);
  if (payload.place <= items.length && payload.place !== now) return null;
  return refuse(
    'meeting.no-such-place',
    payload.place === now
      ? `The item stands at place ${now} already. Name another place.`
      : `The agenda has ${items.length} places. Name one from 1 to ${items.length}.`,
    'place',
  );
}

/** @returns why the agenda cannot be adopted so, or null: enough are present, and nobody objects to it */
export function refusalOfAgenda({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'adopt-agenda'>>): Refusal | null {
  return firstRefusal(
    () => withoutQuorum(context),
    () => objectedTo(context, 'agenda'),
    ...payload.refused.map(({ item }, index) => () => {
      if (findItem(context, item)?.agenda === 'proposed') return null;
      return unknownItem(context, item, `refused.${index}.item`, event);
    }),
    ...payload.late.map(
      (item, index) => () =>
        firstRefusal(
          () => notOnesOwn(item, event, `late.${index}`),
          () => doubled(context, payload.late, index, `late.${index}.id`),
          () => absentAsker(context, item.askedBy, `late.${index}.askedBy`),
        ),
    ),
  );
}

/** A late item is asked for in the room, where all agree to it. */
function absentAsker(
  { attendance }: MeetingContext,
  askedBy: string | undefined,
  field: string,
): Refusal | null {
  if (askedBy === undefined || attendance.some(({ party }) => party === askedBy)) return null;
  return refuse(
    'meeting.asker-absent',
    `${askedBy} is not registered as present, so it cannot ask for a late item. Register it first, or name who asked.`,
    field,
  );
}

/** @returns a refusal while fewer Participants are registered with credentials than the meeting needs */
export function withoutQuorum({ attendance, quorum }: MeetingContext): Refusal | null {
  const present = attendance.filter((one) => one.as === 'participant' && one.credentials).length;
  if (present >= quorum) return null;
  return refuse(
    'meeting.no-quorum',
    `${present} of ${quorum} Participants needed are registered with credentials. Register the delegations that are present.`,
  );
}

/** @returns a refusal while somebody objects to the agenda, or to the communiqué (KP Core Document VI.5) */
export function objectedTo({ objections }: MeetingContext, to: 'agenda' | 'communique'): Refusal | null {
  const parties = objections.filter((one) => one.to === to).map(({ party }) => party);
  if (parties.length === 0) return null;
  return refuse(
    'meeting.objection-stands',
    `${parties.join(', ')} object${parties.length === 1 ? 's' : ''} to the ${to === 'agenda' ? 'agenda' : 'communiqué'}, which is adopted by consensus (KP Core Document VI.5). Consult until the objection is lifted${to === 'agenda' ? ', or refuse the item it is about' : ', or end with a statement of the Chair'}.`,
  );
}

/** @returns why delegations are not registered so, or null: each once, as what the roll says (KP Core Document VI.1, VI.10) */
export function refusalOfAttendance({
  event,
  payload,
}: Asked<MeetingPayload<'register-attendance'>>): Refusal | null {
  const { onRoll } = factsOfMeeting(event);
  const codes = payload.attendees.map(({ party }) => party);
  return firstRefusal(
    ...payload.attendees.map(({ party, name, as }, index) => () => {
      if (codes.indexOf(party) !== index)
        return refuse(
          'meeting.attends-twice',
          `${name} (${party}) stands twice in this list. Leave one out.`,
          `attendees.${index}.party`,
        );
      const role = onRoll[party] ?? 'guest';
      if (role === as) return null;
      return refuse(
        'meeting.not-on-roll',
        `${name} (${party}) is ${ROLL_WORDS[role]} at ${event.occurredAt}, so it attends as ${role}, not as ${as}. Register it as ${role}, or correct the roll first.`,
        `attendees.${index}.as`,
      );
    }),
  );
}

const ROLL_WORDS = {
  participant: 'a Participant',
  observer: 'an Observer',
  guest: 'neither Participant nor Observer',
} as const;

/** @returns why a delegation cannot be taken off the list, or null */
export function refusalOfWithdrawnAttendance({
  context,
  payload,
}: Asked<MeetingPayload<'withdraw-attendance'>>): Refusal | null {
  if (context.attendance.some(({ party }) => party === payload.party)) return null;
  return refuse(
    'meeting.not-attending',
    `${payload.party} is not registered. Registered are: ${context.attendance.map(({ party }) => party).join(', ') || 'none'}.`,
    'party',
  );
}
