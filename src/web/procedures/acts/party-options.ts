/** Parties and contacts of a procedure, to choose from. */
import type { Delegation } from '../../../modules/written-procedures/index.js';
import type { ReadProcedure } from '../procedure.reader.js';

/** @returns parties to choose from, in the order of the roll; Observers last */
export function partyOptions({ view }: Pick<ReadProcedure, 'view'>, observersToo: boolean) {
  const parties = [...view.electorate, ...(observersToo ? view.observers : [])];
  return parties.map(({ code, name }) => ({ value: code, text: name }));
}

/** @returns contacts of a delegation to choose from, or of all of them where none is named */
export function contactOptions(delegations: readonly Delegation[], party: string | undefined) {
  return delegations
    .filter(({ code }) => party === undefined || code === party)
    .flatMap(({ name, contacts }) =>
      contacts.map((contact) => ({
        value: contact.id,
        text: `${name}: ${contact.name} (${contact.email})`,
      })),
    );
}
