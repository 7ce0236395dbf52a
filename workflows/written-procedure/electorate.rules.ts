/** Who takes part: members, observers, their contacts, and whom no mail has reached. All of it as frozen at launch. */
import { DomainError } from '../../src/kernel/domain-error.js';
import type { RuleSet } from './rule-set.js';
import type {
  Frozen,
  FrozenContact,
  FrozenParty,
  ProcedureContext,
  Round,
} from './written-procedure.context.js';

/** What exists from the launch on. */
export interface Launched {
  readonly frozen: Frozen;
  readonly rules: RuleSet;
  readonly round: Round;
}

/**
 * @param context the procedure's memory
 * @returns what was frozen at launch and the present round
 * @throws DomainError `procedure.not-launched` in a draft
 */
export function launched(context: ProcedureContext): Launched {
  const { frozen, round } = context;
  if (!frozen || !round)
    throw new DomainError(
      'procedure.not-launched',
      'conflict',
      'The procedure is still a draft. Launch it first.',
    );
  return { frozen, rules: frozen.rules, round };
}

/** @returns the member of that code, or undefined when the frozen electorate has none */
export function findMember(context: ProcedureContext, party: string | undefined): FrozenParty | undefined {
  return context.frozen?.electorate.find((member) => member.code === party);
}

/** @returns the observer of that code, or undefined */
export function findObserver(context: ProcedureContext, party: string | undefined): FrozenParty | undefined {
  return context.frozen?.observers.find((observer) => observer.code === party);
}

/** @returns the contact of that id in the party's frozen delegation, or undefined */
export function findContact(party: FrozenParty | undefined, contactId: string): FrozenContact | undefined {
  return party?.contacts.find((contact) => contact.id === contactId);
}

/** @returns the name of a member or observer, or the code itself for anyone else */
export function partyName(context: ProcedureContext, party: string): string {
  return (findMember(context, party) ?? findObserver(context, party))?.name ?? party;
}

/**
 * Whether no mail has reached a party: every address failed, or there is none, and nobody of it has acknowledged.
 * A party that answered was reached, however its mail fared; the tally looks only at the silent ones.
 */
export function isUnreachable(context: ProcedureContext, party: FrozenParty): boolean {
  if (context.acknowledged.includes(party.code)) return false;
  return party.contacts.every((contact) => contact.unreachableSince !== null);
}

/**
 * Changes one contact of one party.
 *
 * @param frozen what was frozen at launch
 * @param party code of a member or observer
 * @param contactId the contact
 * @param change gives the contact as it is from now on
 * @returns the frozen part with that one contact changed
 */
export function withContact(
  frozen: Frozen,
  party: string,
  contactId: string,
  change: (contact: FrozenContact) => FrozenContact,
): Frozen {
  const changed = (parties: readonly FrozenParty[]): FrozenParty[] =>
    parties.map((one) =>
      one.code === party
        ? {
            ...one,
            contacts: one.contacts.map((contact) => (contact.id === contactId ? change(contact) : contact)),
          }
        : one,
    );
  return { ...frozen, electorate: changed(frozen.electorate), observers: changed(frozen.observers) };
}
