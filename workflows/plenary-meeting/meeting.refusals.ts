/** Why a meeting refuses a command, each with the rule behind it. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
  rolesIn,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
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
  const known = context.items.filter(({ agenda }) => agenda !== 'withdrawn').map((item) => item.id);
  return refuse(
    'meeting.item-unknown',
    `There is no item «${id}» to act upon. The items are: ${known.join(', ') || 'none'}.`,
    field,
  );
}

/** @returns a refusal unless the item is on the adopted agenda */
function notOnAgenda(context: MeetingContext, id: string): Refusal | null {
  const item = findItem(context, id);
  if (!item) return unknownItem(context, id, 'item');
  if (item.agenda === 'admitted') return null;
  return refuse(
    'meeting.item-not-on-agenda',
    `«${item.title}» is not on the agenda (${item.agenda}${item.agendaNote ? `: ${item.agendaNote}` : ''}).`,
    'item',
  );
}

/** @returns why an act upon an item is refused, or null */
export function refusalOfItemAct({ context, payload }: Asked<{ readonly item: string }>): Refusal | null {
  return notOnAgenda(context, payload.item);
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
    () => notOnAgenda(context, payload.item),
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
    () =>
      event.actor.kind === 'person' && event.actor.party !== party && !actsForOffice(event.facts)
        ? refuse(
            'meeting.not-your-party',
            `You speak for ${event.actor.party ?? 'nobody'}, not for ${party}.`,
            'party',
          )
        : null,
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

function actsForOffice(facts: unknown): boolean {
  const roles = (facts as { readonly roles?: readonly string[] } | null)?.roles ?? [];
  return roles.includes('chair') || roles.includes('secretariat');
}

/** @returns why a finding is refused, or null: no consensus is found over an objection that stands (KP Core Document VI.5) */
export function refusalOfFinding({ context, payload }: Asked<MeetingPayload<'find'>>): Refusal | null {
  return firstRefusal(
    () => notOnAgenda(context, payload.item),
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

/** @returns why the meeting cannot close, or null: every item of the agenda has an end */
export function refusalOfClosing({ context }: Asked<unknown>): Refusal | null {
  const open = context.items.filter((item) => item.agenda === 'admitted' && standing(item) === null);
  if (open.length === 0) return null;
  return refuse(
    'meeting.items-open',
    `Nothing was found yet on: ${open.map((item) => item.id).join(', ')}. Find consensus or none on each, note it, defer it or withdraw it.`,
  );
}
