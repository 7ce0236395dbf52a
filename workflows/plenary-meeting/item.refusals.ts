/** Why a meeting refuses an act upon an item, or an objection to its agenda or communiqué. */
import { type Asked as AskedOf, firstRefusal, refuse, rolesIn } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { actsForOffice, senderMayKnowOf, unknownItem, withoutQuorum } from './agenda.refusals.js';
import { type Item, type MeetingContext, findItem, objectors, standing } from './plenary-meeting.context.js';
import type { MeetingPayload } from './plenary-meeting.payloads.js';

type Asked<Payload> = AskedOf<Payload, MeetingContext>;

/** @returns a refusal unless the item is on the adopted agenda, and the sender may know of it (KP Core Document VI.15-16) */
function notOnAgenda(context: MeetingContext, id: string, event: CommandEvent): Refusal | null {
  const item = findItem(context, id);
  if (!item || !senderMayKnowOf(item, event)) return unknownItem(context, id, 'item', event);
  if (item.agenda === 'admitted') return null;
  return refuse(
    'meeting.item-not-on-agenda',
    `«${item.title}» is not on the agenda (${item.agenda}${item.agendaNote ? `: ${item.agendaNote}` : ''}).`,
    'item',
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

/** @returns why a statement is refused, or null: whoever is no office is present and speaks for the own party */
export function refusalOfStatement(asked: Asked<MeetingPayload<'make-statement'>>): Refusal | null {
  const { context, event, payload } = asked;
  return firstRefusal(
    () => refusalOfItemAct(asked),
    () => speakingForAnother(event, payload.by, 'by'),
    () => (actsForOffice(event) ? null : absent(context, payload.by, 'by')),
  );
}

/** @returns why a position is refused, or null: only Participants that are present take one (an Observer speaks, it does not block) */
export function refusalOfPosition({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'take-position'>>): Refusal | null {
  const { party, kind, statement } = payload;
  const item = findItem(context, payload.item);
  return firstRefusal(
    () => notOnAgenda(context, payload.item, event),
    () => withoutStanding(context, party, event),
    () => replacingAnothers(item, payload, event),
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

/** An office that changes what a delegation gave itself says how it learnt of it; both entries stay. */
function replacingAnothers(
  item: Item | undefined,
  { party, statement }: MeetingPayload<'take-position'>,
  event: CommandEvent,
): Refusal | null {
  const last = item?.positions.findLast((one) => one.party === party);
  const own = last?.by.party === party && event.actor.party !== party;
  if (!own || statement.trim() !== '') return null;
  return refuse(
    'meeting.position-not-yours',
    `${party} gave its position itself at ${last.at}. To record another for it, say in «statement» how the delegation made it known.`,
    'statement',
  );
}

/** @returns why an objection to the agenda or the communiqué is refused, or null */
export function refusalOfObjection({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'object'>>): Refusal | null {
  return withoutStanding(context, payload.party, event);
}

/** @returns why an objection cannot be lifted, or null: its own party does so, or an office that heard it in the room */
export function refusalOfLifting({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'lift-objection'>>): Refusal | null {
  const { to, party } = payload;
  return firstRefusal(
    () => speakingForAnother(event, party, 'party'),
    () =>
      context.objections.some((one) => one.to === to && one.party === party)
        ? null
        : refuse('meeting.no-objection', `${party} does not object to the ${to}.`, 'party'),
  );
}

/** @returns why a finding is refused, or null: no consensus is found over an objection that stands (KP Core Document VI.5) */
export function refusalOfFinding({ context, payload, event }: Asked<MeetingPayload<'find'>>): Refusal | null {
  return firstRefusal(
    () => notOnAgenda(context, payload.item, event),
    () => withoutQuorum(context),
    () => overObjections(context, payload.item, payload.result),
  );
}

/** @returns why no recommendation can be followed, or null */
export function refusalOfFollowing({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'follow-recommendation'>>): Refusal | null {
  const recommendation = findItem(context, payload.item)?.recommendation;
  return firstRefusal(
    () => notOnAgenda(context, payload.item, event),
    () => withoutQuorum(context),
    () =>
      recommendation
        ? overObjections(context, payload.item, recommendation.result)
        : refuse(
            'meeting.nothing-recommended',
            'No organ recommends anything on this item. Record a recommendation, or make a finding.',
            'item',
          ),
  );
}

/** @returns why an item cannot be sent to written procedure, or null: nothing was found on it yet, or it was deferred */
export function refusalOfSending({
  context,
  payload,
  event,
}: Asked<MeetingPayload<'send-to-written-procedure'>>): Refusal | null {
  return firstRefusal(
    () => notOnAgenda(context, payload.item, event),
    () => {
      const item = findItem(context, payload.item);
      const found = item && standing(item);
      if (!found || found.result === 'deferred' || found.result === 'no-consensus') return null;
      return refuse(
        'meeting.item-has-ended',
        `On «${item.title}» the finding is ${found.result} already. Find «deferred» or «no-consensus» first, if it is to be decided in writing.`,
        'item',
      );
    },
  );
}

/** @returns why it cannot be noted that a draft was refused, or null */
export function refusalOfDraftNote({
  context,
  payload,
}: Asked<MeetingPayload<'note-draft-refused'>>): Refusal | null {
  const item = findItem(context, payload.item);
  if (item?.findings.at(-1)?.result === 'to-written-procedure') return null;
  return refuse('meeting.not-sent', `«${payload.item}» was not sent to written procedure.`, 'item');
}

function overObjections(context: MeetingContext, id: string, result: string): Refusal | null {
  const objecting = result === 'consensus' ? objectors(findItem(context, id)) : [];
  if (objecting.length === 0) return null;
  return refuse(
    'meeting.objection-stands',
    `${objecting.join(', ')} object${objecting.length === 1 ? 's' : ''}: decisions are taken by consensus, and where it proves impossible the Chair consults (KP Core Document VI.5). Consult, or find that there is none.`,
    'result',
  );
}

/** Participants decide, those that are here with credentials, each for itself (KP Core Document VI.5; credentials assumed). */
function withoutStanding(context: MeetingContext, party: string, event: CommandEvent): Refusal | null {
  const present = context.attendance.find((one) => one.party === party);
  return firstRefusal(
    () => absent(context, party, 'party'),
    () =>
      present?.as === 'participant'
        ? null
        : refuse(
            'meeting.no-standing',
            `${present?.name ?? party} attends as ${present?.as ?? 'guest'}: it may make a statement, but takes no position (KP Core Document VI.5: Participants decide).`,
            'party',
          ),
    () =>
      present?.credentials
        ? null
        : refuse(
            'meeting.no-credentials',
            `The delegation of ${present?.name ?? party} has handed in no credentials. Register it with credentials first.`,
            'party',
          ),
    () => speakingForAnother(event, party, 'party'),
  );
}

function absent({ attendance }: MeetingContext, party: string, field: string): Refusal | null {
  if (attendance.some((one) => one.party === party)) return null;
  return refuse(
    'meeting.not-attending',
    `${party} is not among those that attend. Have the Secretariat register its delegation first.`,
    field,
  );
}

function speakingForAnother(event: CommandEvent, party: string, field: string): Refusal | null {
  if (actsForOffice(event) || rolesIn(event).includes('system') || event.actor.party === party) return null;
  return refuse(
    'meeting.not-your-party',
    `You speak for ${event.actor.party ?? 'nobody'}, not for ${party}.`,
    field,
  );
}
