/** Why a delivery report or a change of contact is refused. */
import type { Refusal } from '../../src/kernel/workflow.js';
import { findContact, findMember, findObserver } from './electorate.rules.js';
import { type Asked, firstRefusal, refuse } from './refusal.rules.js';
import type { ProcedureContext } from './written-procedure.context.js';
import type { Payload } from './written-procedure.payloads.js';

interface AboutContact {
  readonly party: string;
  readonly contactId: string;
}

/** @returns why a delivery report cannot be recorded, or null */
export function refusalOfDelivery({ context, payload }: Asked<AboutContact>): Refusal | null {
  return unknownContact(context, payload);
}

/** @returns why a contact cannot be replaced so, or null */
export function refusalOfReplacement({
  context,
  payload,
}: Asked<Payload<'replace-contact'>>): Refusal | null {
  const { party, contactId, contact } = payload;
  const others =
    (findMember(context, party) ?? findObserver(context, party))?.contacts.filter(
      (one) => one.id !== contactId,
    ) ?? [];
  return firstRefusal(
    () => unknownContact(context, payload),
    () =>
      contact.id === contactId
        ? refuse(
            'contact.same-id',
            `The new contact needs an id of its own: links mailed to ${contactId} must not work for it.`,
            'contact.id',
          )
        : null,
    () =>
      others.some((one) => one.id === contact.id)
        ? refuse(
            'contact.already-there',
            `${contact.id} is already a contact of ${party}. Name another person.`,
            'contact.id',
          )
        : null,
  );
}

function unknownContact(context: ProcedureContext, { party, contactId }: AboutContact): Refusal | null {
  if (findContact(findMember(context, party) ?? findObserver(context, party), contactId)) return null;
  return refuse(
    'contact.unknown',
    `${party} has no contact ${contactId} in this procedure. Take both from the list of recipients.`,
    'contactId',
  );
}
