/** What mail reached whom: addresses that failed, contacts reached after all or replaced, offices handed over. */
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { findMember, isUnreachable, launched, withContact } from './electorate.rules.js';
import type { Frozen, ProcedureContext } from './written-procedure.context.js';
import { payloadOf } from './written-procedure.payloads.js';

type Changed = { readonly frozen: Frozen };

/** Marks a contact's address as failed since now; an earlier failure keeps its date. */
export function markUndeliverable(context: ProcedureContext, event: CommandEvent): Changed {
  const { party, contactId } = payloadOf('record-undeliverable', event);
  const { frozen } = launched(context);
  return {
    frozen: withContact(frozen, party, contactId, (contact) => ({
      ...contact,
      unreachableSince: contact.unreachableSince ?? event.occurredAt,
    })),
  };
}

/** The contact was reached after all: silence may run against its party again. */
export function markDelivered(context: ProcedureContext, event: CommandEvent): Changed {
  const { party, contactId } = payloadOf('record-delivered', event);
  return {
    frozen: withContact(launched(context).frozen, party, contactId, (contact) => ({
      ...contact,
      unreachableSince: null,
    })),
  };
}

/** Another person, or another address, stands in a contact's place from now on. */
export function replaceContact(context: ProcedureContext, event: CommandEvent): Changed {
  const { party, contactId, contact } = payloadOf('replace-contact', event);
  return {
    frozen: withContact(launched(context).frozen, party, contactId, () => ({
      ...contact,
      unreachableSince: null,
    })),
  };
}

/** The notices of an office go to its new holder. Who may act for the office is asked of the register at every command. */
export function handOverOffice(context: ProcedureContext, event: CommandEvent): Changed {
  const { role, party, contact } = payloadOf('hand-over-office', event);
  const { frozen } = launched(context);
  const others = frozen.officers.filter((officer) => officer.role !== role);
  return {
    frozen: {
      ...frozen,
      officers: [...others, { role, party, contact: { ...contact, unreachableSince: null } }],
    },
  };
}

/** @returns true when no mail reaches a member any more, after the change */
export function becameUnreachable(context: ProcedureContext, party: string): boolean {
  const member = findMember(context, party);
  return member !== undefined && isUnreachable(context, member);
}

/** A party says it has received the procedure. */
export function acknowledge(
  context: ProcedureContext,
  event: CommandEvent,
): Pick<ProcedureContext, 'acknowledged'> {
  const party = event.actor.party ?? '';
  return {
    acknowledged: context.acknowledged.includes(party)
      ? context.acknowledged
      : [...context.acknowledged, party],
  };
}
