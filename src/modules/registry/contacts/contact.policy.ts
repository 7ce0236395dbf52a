/** Who may see addresses and whether mail reaches them. Pure. */

/** Somebody who asks, as far as contacts go. */
export interface ContactAsker {
  readonly party: string;
  readonly roles: readonly string[];
}

const OFFICES = ['chair', 'secretariat'] as const;

/** @returns whether somebody may see the contacts of a party: the Chair and the Secretariat those of any, others those of their own */
export function maySeeContacts({ party, roles }: ContactAsker, of: string): boolean {
  return OFFICES.some((office) => roles.includes(office)) || (party !== '' && party === of);
}
