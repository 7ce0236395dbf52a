/** Why a meeting refuses a command, each with the rule behind it. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
  rolesIn,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { withoutConsensus } from './clause.refusals.js';
import { meetingTimes } from './deadlines.rules.js';
import { type Item, type MeetingContext, findItem, standing } from './plenary-meeting.context.js';
import type { MeetingPayload } from './plenary-meeting.payloads.js';

type Asked<Payload> = AskedOf<Payload, MeetingContext>;

/** @returns why a meeting cannot be convened so, or null */
export function refusalOfConvening({ payload, event }: Asked<MeetingPayload<'convene'>>): Refusal | null {
  return firstRefusal(
    () => refusalOfComputing('opensAt', () => meetingTimes(payload)),
    () => {
      const { opensAt, endsAt } = meetingTimes(payload);
      if (opensAt.at <= event.occurredAt)
        return refuse(
          'meeting.opens-in-the-past',
          `The meeting would open at ${opensAt.at}, which has passed. Name a later day.`,
          'opensAt',
        );
      if (endsAt.at <= opensAt.at)
        return refuse(
          'meeting.ends-before-it-opens',
          'The meeting would end before it opens. Name a later end.',
          'endsAt',
        );
      return null;
    },
    () =>
      payload.type === 'organ' && payload.organs.length === 0
        ? refuse(
            'meeting.organ-missing',
            'A meeting of an organ names the organ; a joint session names both.',
            'organs',
          )
        : null,
  );
}

/** @returns why items cannot be brought, or null: they come in time, once, and a procedure's file with them */
export function refusalOfItems({
  context,
  event,
  payload,
}: Asked<MeetingPayload<'add-items'>>): Refusal | null {
  const { agenda, amendments } = context.limits;
  for (const [index, item] of payload.items.entries()) {
    const limit = item.kind === 'amendment' ? amendments : agenda;
    if (event.occurredAt >= limit.at && !carriedOver(item, event))
      return refuse(
        item.kind === 'amendment' ? 'meeting.amendment-too-late' : 'meeting.item-too-late',
        `«${item.title}» came after ${limit.at} (${limit.rule}${item.kind === 'amendment' ? '; KP Core Document VI.18' : ''}). It can be taken up only when the agenda is adopted, if all agree.`,
        `items.${index}`,
      );
    if (item.origin !== null && !rolesIn(event).includes('system'))
      return refuse(
        'meeting.origin-not-yours',
        'A broken procedure comes onto the agenda by itself, with its file. Leave «origin» out.',
        `items.${index}.origin`,
      );
    const double = doubled(context, payload.items, item.id, index);
    if (double) return double;
  }
  return null;
}

/** What a broken procedure carries over has been before everybody already: its notice was the procedure's own. */
function carriedOver(item: MeetingPayload<'add-items'>['items'][number], event: CommandEvent): boolean {
  return item.origin !== null && rolesIn(event).includes('system');
}

function doubled(
  context: MeetingContext,
  items: readonly { readonly id: string }[],
  id: string,
  index: number,
): Refusal | null {
  if (!findItem(context, id) && items.findIndex((item) => item.id === id) === index) return null;
  return refuse(
    'meeting.item-exists',
    `There is an item «${id}» already. Give the new one another id.`,
    `items.${index}.id`,
  );
}

/** @returns why the agenda cannot be adopted so, or null */
export function refusalOfAgenda({ context, payload }: Asked<MeetingPayload<'adopt-agenda'>>): Refusal | null {
  for (const [index, { item }] of payload.refused.entries()) {
    const found = findItem(context, item);
    if (found?.agenda !== 'proposed') return unknownItem(context, item, `refused.${index}.item`);
  }
  for (const [index, item] of payload.late.entries()) {
    const double = doubled(context, payload.late, item.id, index);
    if (double) return double;
  }
  return null;
}

function unknownItem(context: MeetingContext, id: string, field: string): Refusal {
  const known = context.items
    .filter(({ agenda, visibility }) => agenda !== 'withdrawn' && visibility === 'all')
    .map((item) => item.id);
  return refuse(
    'meeting.item-unknown',
    `There is no item «${id}» to act upon. The items are: ${known.join(', ') || 'none'}.`,
    field,
  );
}

/** @returns a refusal unless the item is on the adopted agenda, and the sender may know of it (KP Core Document VI.15-16) */
function notOnAgenda(context: MeetingContext, id: string, event: CommandEvent): Refusal | null {
  const item = findItem(context, id);
  if (!item || !mayKnowOf(item, event)) return unknownItem(context, id, 'item');
  if (item.agenda === 'admitted') return null;
  return refuse(
    'meeting.item-not-on-agenda',
    `«${item.title}» is not on the agenda (${item.agenda}${item.agendaNote ? `: ${item.agendaNote}` : ''}).`,
    'item',
  );
}

/** Who may know of an item, by the roles and the party of whoever asks. */
function mayKnowOf(item: Item, event: CommandEvent): boolean {
  const roles = rolesIn(event);
  if (actsForOffice(event) || item.visibility === 'all') return true;
  if (item.visibility === 'participants') return roles.includes('participant');
  return item.concerns.includes(event.actor.party ?? '');
}

/** @returns why a statement is refused, or null: whoever is no office speaks for the own party */
export function refusalOfStatement(asked: Asked<MeetingPayload<'make-statement'>>): Refusal | null {
  const { event, payload } = asked;
  return firstRefusal(
    () => refusalOfItemAct(asked),
    () => speakingForAnother(event, payload.by, 'by'),
  );
}

/** @returns why an act upon an item is refused, or null */
export function refusalOfItemAct({
  context,
  payload,
  event,
}: Asked<{ readonly item: string }>): Refusal | null {
  return notOnAgenda(context, payload.item, event);
}

/** @returns why an item cannot be withdrawn, or null */
export function refusalOfItemWithdrawal({
  context,
  payload,
}: Asked<MeetingPayload<'withdraw-item'>>): Refusal | null {
  const item = findItem(context, payload.item);
  return item?.agenda === 'proposed' ? null : unknownItem(context, payload.item, 'item');
}

/** @returns why a position is refused, or null: only Participants that are present take one (an Observer speaks, it does not block) */
export function refusalOfPosition({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'take-position'>>): Refusal | null {
  const { party, kind, statement } = payload;
  return firstRefusal(
    () => notOnAgenda(context, payload.item, event),
    () => {
      const present = context.attendance.find((one) => one.party === party);
      if (present?.as === 'participant') return null;
      return refuse(
        'meeting.no-standing',
        present
          ? `${present.name} attends as ${present.as}: it may make a statement, but takes no position (KP Core Document VI.5: Participants decide).`
          : `${party} is not among the Participants that attend. Register its delegation first.`,
        'party',
      );
    },
    () => speakingForAnother(event, party, 'party'),
    () =>
      kind === 'objection' && statement.trim() === ''
        ? refuse(
            'meeting.reason-missing',
            'An objection says what it is about. Add a statement.',
            'statement',
          )
        : null,
  );
}

function speakingForAnother(event: CommandEvent, party: string, field: string): Refusal | null {
  if (actsForOffice(event) || event.actor.party === party) return null;
  return refuse(
    'meeting.not-your-party',
    `You speak for ${event.actor.party ?? 'nobody'}, not for ${party}.`,
    field,
  );
}

function actsForOffice(event: CommandEvent): boolean {
  return rolesIn(event).some((role) => role === 'chair' || role === 'secretariat');
}

/** @returns why a finding is refused, or null: no consensus is found over an objection that stands (KP Core Document VI.5) */
export function refusalOfFinding({ context, payload, event }: Asked<MeetingPayload<'find'>>): Refusal | null {
  return firstRefusal(
    () => notOnAgenda(context, payload.item, event),
    () => {
      const objecting = payload.result === 'consensus' ? objectors(findItem(context, payload.item)) : [];
      if (objecting.length === 0) return null;
      return refuse(
        'meeting.objection-stands',
        `${objecting.join(', ')} object${objecting.length === 1 ? 's' : ''}: decisions are taken by consensus, and where it proves impossible the Chair consults (KP Core Document VI.5). Consult, or find that there is none.`,
        'result',
      );
    },
  );
}

/** @returns codes of the Participants whose last position on the item is an objection */
export function objectors(item: Item | undefined): string[] {
  const last = new Map((item?.positions ?? []).map((position) => [position.party, position.kind]));
  return [...last].filter(([, kind]) => kind === 'objection').map(([party]) => party);
}

/** @returns why the meeting cannot close, or null: every item of the agenda has an end, and no decision lost its consensus since it was recorded */
export function refusalOfClosing({ context }: Asked<unknown>): Refusal | null {
  const open = context.items.filter((item) => item.agenda === 'admitted' && standing(item) === null);
  if (open.length > 0)
    return refuse(
      'meeting.items-open',
      `Nothing was found yet on: ${open.map((item) => item.id).join(', ')}. Find consensus or none on each, note it, defer it or withdraw it.`,
    );
  return firstRefusal(...context.clauses.map((clause) => () => withoutConsensus(context, clause, 'clauses')));
}
