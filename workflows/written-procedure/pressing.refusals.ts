/** Why a reminder by hand, a logged call, or the report of a wrong recipient is refused. */
import { localDate } from '../../src/kernel/business-calendar.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { findContact, findMember, launched, partyName } from './electorate.rules.js';
import { remindedOnDayOf } from './pressing.rules.js';
import { type Asked, firstRefusal, refuse } from './refusal.rules.js';
import { namesOf } from './sentences.rules.js';
import type { ProcedureContext } from './written-procedure.context.js';
import type { Payload } from './written-procedure.payloads.js';
import { effectivePosition } from './written-procedure.rules.js';

type Reminding = Asked<Payload<'remind'>>;
/** Zones in which a day begins first and ends last: whoever logs a call may be anywhere. */
const FIRST_ZONE = 'Pacific/Kiritimati';
const LAST_ZONE = 'Etc/GMT+12';

/** @returns why these members cannot be reminded by hand now, or null. One that cannot be is a reason for the whole list: it is exact. */
export function refusalOfReminder(asked: Reminding): Refusal | null {
  const { context, event, payload } = asked;
  return firstRefusal(
    () => strangers(context, payload.members),
    () =>
      refusalOfSome(
        asked,
        (party) => effectivePosition(context, party) !== undefined,
        (names) =>
          refuse(
            'reminder.answered',
            `${names}: there is an answer already, so there is nothing to be reminded of. Leave out whoever has answered.`,
            'members',
          ),
      ),
    () =>
      refusalOfSome(
        asked,
        (party) => remindedOnDayOf(context, party, event.occurredAt) !== null,
        (names) =>
          refuse(
            'reminder.today-already',
            `${names}: reminded by hand today already, and once a day is enough. Leave them out, or call them and log the call.`,
            'members',
          ),
      ),
    () => unknownContacts(asked),
    () =>
      refusalOfSome(
        asked,
        (party) => !isReached(asked, party),
        (names) =>
          refuse(
            'reminder.reaches-nobody',
            `${names}: none of the addresses that this would go to works. Call, and log the call.`,
            'members',
          ),
      ),
  );
}

/** @returns why a call or note verbale cannot be logged so, or null */
export function refusalOfLoggedContact({
  context,
  event,
  payload,
}: Asked<Payload<'log-contact'>>): Refusal | null {
  const { frozen } = launched(context);
  const [first, last] = [localDate(frozen.at, LAST_ZONE), localDate(event.occurredAt, FIRST_ZONE)];
  return firstRefusal(
    () => strangers(context, [payload.party], 'party'),
    () =>
      payload.on >= first
        ? null
        : refuse(
            'contact-log.before-launch',
            `${payload.on} lies before the launch at ${frozen.at}. Give the day of the call or of the note.`,
            'on',
          ),
    () =>
      payload.on <= last
        ? null
        : refuse(
            'contact-log.in-the-future',
            `${payload.on} has not begun anywhere yet. Give the day of the call or of the note.`,
            'on',
          ),
  );
}

function strangers(context: ProcedureContext, parties: readonly string[], field = 'members'): Refusal | null {
  const unknown = parties.filter((party) => !findMember(context, party));
  if (unknown.length === 0) return null;
  return refuse(
    'procedure.not-a-member',
    `${unknown.join(', ')}: not a member that was asked in this procedure. Take the codes from its list of members.`,
    field,
  );
}

function refusalOfSome(
  { context, payload }: Reminding,
  isOne: (party: string) => boolean,
  refusal: (names: string) => Refusal,
): Refusal | null {
  const found = payload.members.filter(isOne);
  return found.length === 0 ? null : refusal(namesOf(context, found));
}

function unknownContacts({ context, payload }: Reminding): Refusal | null {
  const unknown = (payload.contacts ?? []).filter((id) =>
    payload.members.every((party) => !findContact(findMember(context, party), id)),
  );
  if (unknown.length === 0) return null;
  const whose = payload.members.map((party) => partyName(context, party)).join(', ');
  return refuse(
    'reminder.unknown-contact',
    `${unknown.join(', ')}: no contact of ${whose} in this procedure. Take them from the list of recipients.`,
    'contacts',
  );
}

/** Whether the reminder would go to anybody of a member: to a contact named, or any where none is, whose address works. */
function isReached({ context, payload: { contacts } }: Reminding, party: string): boolean {
  const own = findMember(context, party)?.contacts ?? [];
  return own.some(
    ({ id, unreachableSince }) => unreachableSince === null && (contacts?.includes(id) ?? true),
  );
}
