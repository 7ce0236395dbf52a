/** The outbox vocabulary of a written procedure, and who receives what. One mail effect is one recipient. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../src/kernel/json.js';
import { launched } from './electorate.rules.js';
import {
  type FrozenContact,
  type FrozenParty,
  type ProcedureContext,
  frozenContactSchema,
} from './written-procedure.context.js';

/** Every mail this workflow asks for; each needs a renderer. */
export const MAIL_TEMPLATES = [
  'launch',
  'reminder',
  'receipt',
  'objection',
  'extension',
  'revised-text',
  'consultation',
  'outcome',
  'outcome-overdue',
  'withdrawal',
  'referral',
  'late-reply',
  'contest',
  'closed',
] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

export const mailSchema = z.strictObject({
  template: z.enum(MAIL_TEMPLATES),
  to: z.strictObject({
    role: z.enum(['participant', 'observer', 'chair', 'secretariat']),
    party: z.string(),
    contact: frozenContactSchema,
  }),
  round: z.int().min(1).nullable(),
  /** what the template needs beyond the case itself, as of the instant of the event */
  facts: z.record(z.string(), z.json()),
  /** a notice the rules ask for: sent even to an address that failed before */
  statutory: z.boolean(),
});
export type Mail = z.output<typeof mailSchema>;
export type Recipient = Mail['to'];

/** Reason of a revocation whose owner said «this was not us»: that mailbox gets no new link in the round. */
export const DISOWNED = 'disowned';

/** Reason of a revocation whose reader said that the link was not meant for them: that mailbox gets no new link in the round either. */
export const NOT_ME = 'not-me';

/** Links of a round, of all parties or of one, stop working. */
export const revokeLinksSchema = z.strictObject({
  round: z.int().min(1),
  party: z.string().nullable(),
  reason: z.string().min(1),
  /** one contact of the party; null: all of them */
  contactId: z.string().nullable(),
});
export type RevokeLinks = z.output<typeof revokeLinksSchema>;

/** @returns every contact of every member */
export function members(context: ProcedureContext): readonly Recipient[] {
  return launched(context).frozen.electorate.flatMap((party) => contactsOf('participant', party));
}

/** @returns every contact of every observer */
export function observers(context: ProcedureContext): readonly Recipient[] {
  return launched(context).frozen.observers.flatMap((party) => contactsOf('observer', party));
}

/** @returns members first, observers after them */
export function everyone(context: ProcedureContext): readonly Recipient[] {
  return [...members(context), ...observers(context)];
}

/** @returns the contacts of some parties, members or observers */
export function contactsOfParties(
  context: ProcedureContext,
  parties: readonly string[],
): readonly Recipient[] {
  return everyone(context).filter((recipient) => parties.includes(recipient.party));
}

/** @returns who gets the notices of the offices named */
export function officers(
  context: ProcedureContext,
  ...roles: readonly ('chair' | 'secretariat')[]
): readonly Recipient[] {
  return launched(context).frozen.officers.flatMap(({ role, party, contact }) =>
    roles.filter((wanted) => wanted === role).map((wanted) => ({ role: wanted, party, contact })),
  );
}

/** @returns those a mail can be sent to: addresses that failed are left out */
export function reachable(recipients: readonly Recipient[]): readonly Recipient[] {
  return recipients.filter(({ contact }) => contact.unreachableSince === null);
}

/**
 * One mail to each recipient.
 *
 * @param context the procedure's memory
 * @param template which mail
 * @param recipients who gets it; one that is not statutory skips failed addresses
 * @param facts what the template needs beyond the case, the same for all
 */
export function mailTo(
  context: ProcedureContext,
  template: MailTemplate,
  recipients: readonly Recipient[],
  facts: { readonly [key: string]: Json },
): readonly Mail[] {
  const statutory = !ROUTINE.includes(template);
  const round = context.round?.number ?? null;
  return (statutory ? recipients : reachable(recipients)).map((to) => ({
    template,
    to,
    round,
    facts: { ...facts } as JsonObject as Mail['facts'],
    statutory,
  })); // zod's JSON type is the mutable twin of ours
}

/** Mails that no rule asks for; all others are notices. */
const ROUTINE: readonly MailTemplate[] = ['reminder', 'receipt', 'outcome-overdue'];

function contactsOf(role: 'participant' | 'observer', party: FrozenParty): readonly Recipient[] {
  return party.contacts.map((contact: FrozenContact) => ({ role, party: party.code, contact }));
}
