/** Why a meeting is not convened so, and why it cannot close or end. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
} from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { withoutConsensus } from './clause.refusals.js';
import { meetingTimes } from './deadlines.rules.js';
import { type MeetingContext, standing } from './plenary-meeting.context.js';
import type { MeetingPayload } from './plenary-meeting.payloads.js';

type Asked<Payload> = AskedOf<Payload, MeetingContext>;
type Convening = Pick<
  MeetingPayload<'convene'>,
  'opensAt' | 'endsAt' | 'zone' | 'agendaNotice' | 'amendmentNotice' | 'shortNotice' | 'type' | 'organs'
>;

/** @returns why a meeting cannot be convened, or moved, so, or null */
export function refusalOfConvening({ payload, event }: Asked<Convening>): Refusal | null {
  return firstRefusal(
    () => refusalOfComputing('opensAt', () => meetingTimes(payload)),
    () => outOfOrder(payload, event.occurredAt),
    () => organsUnnamed(payload),
    () => {
      const { limits } = meetingTimes(payload);
      if (limits.agenda.at > event.occurredAt || payload.shortNotice !== null) return null;
      return refuse(
        'meeting.notice-too-short',
        `Items for the agenda would have been due by ${limits.agenda.at} (${limits.agenda.rule}), which has passed. Name a later opening, a shorter «agendaNotice», or say in «shortNotice» why less notice is given.`,
        'opensAt',
      );
    },
  );
}

function outOfOrder(payload: Convening, now: string): Refusal | null {
  const { opensAt, endsAt } = meetingTimes(payload);
  if (opensAt.at <= now)
    return refuse(
      'meeting.opens-in-the-past',
      `The meeting would open at ${opensAt.at}, which has passed. Name a later day.`,
      'opensAt',
    );
  if (endsAt.at > opensAt.at) return null;
  return refuse(
    'meeting.ends-before-it-opens',
    'The meeting would end before it opens. Name a later end.',
    'endsAt',
  );
}

function organsUnnamed({ type, organs }: Convening): Refusal | null {
  if (type !== 'organ' || organs.length > 0) return null;
  return refuse(
    'meeting.organ-missing',
    'A meeting of an organ names the organ; a joint session names both.',
    'organs',
  );
}

/** @returns why the meeting cannot be moved, or null: as it was convened, but for the hours */
export function refusalOfMoving({
  context,
  event,
  payload,
}: Asked<MeetingPayload<'reschedule'>>): Refusal | null {
  const { zone, notices, type, organs } = context;
  const { opensAt, endsAt, shortNotice } = payload;
  return refusalOfConvening({
    context,
    event,
    payload: {
      opensAt,
      endsAt,
      shortNotice,
      zone,
      type,
      organs,
      agendaNotice: notices.agenda,
      amendmentNotice: notices.amendments,
    },
  });
}

/** @returns why the meeting cannot close, or null: every item of the agenda has an end, and no decision lost its consensus since it was recorded */
export function refusalOfClosing({ context }: Asked<unknown>): Refusal | null {
  const open = context.items.filter((item) => item.agenda === 'admitted' && standing(item) === null);
  const lost = context.clauses.map((clause) => () => withoutConsensus(context, clause, 'clauses'));
  return firstRefusal(...lost, () =>
    open.length === 0
      ? null
      : refuse(
          'meeting.items-open',
          `Nothing stands yet on: ${open.map((item) => item.id).join(', ')}. Find consensus or none on each, note it or defer it.`,
        ),
  );
}

/** @returns why no organ is succeeded, or null: the meeting is one of it, or an item concerns it */
export function refusalOfSuccession({
  context,
  payload,
}: Asked<MeetingPayload<'succeed-organ'>>): Refusal | null {
  const { organs, items } = context;
  if (organs.includes(payload.from) || items.some(({ concerns }) => concerns.includes(payload.from)))
    return null;
  return refuse('meeting.not-of-this-organ', `Nothing here is ${payload.from}’s.`, 'from');
}
