/** Who of a party, an organ or an office is written to: whoever it is meant for, else somebody else there, with the reason. Pure. */
import { type Contact, type ContactFunction, FUNCTION_BY_RANK } from '../registry/index.js';
import type { Target } from '../../../workflows/casework/index.js';

/** A contact, and whether it is away at the instant in question. */
export interface Member {
  readonly contact: Contact;
  readonly away: boolean;
}

/** Somebody chosen, and why it is somebody else than meant; null when it is the one meant. */
export interface Chosen {
  readonly contact: Contact;
  readonly instead: string | null;
}

/** Whom to write to; `unreached` says why nobody there is reached by mail now, and null that somebody is. */
export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly unreached: Unreached | null;
}

/** Why nobody is reached; the words of the command `note-unreachable`. */
export type Unreached = 'bounced' | 'absent' | 'no-contact';

type OwnSide = Exclude<Target['who'], 'this-contact'>;
/** Whom a target means, and who stands in where there is none of the kind. Source: assumed. */
const TURN_TO: Readonly<Record<OwnSide, readonly (readonly ContactFunction[])[]>> = {
  contacts: [
    ['focal-point', 'head-of-delegation'],
    ['alternate', 'authority'],
  ],
  alternates: [['alternate'], ['head-of-delegation'], ['focal-point'], ['authority']],
  'head-of-delegation': [['head-of-delegation'], ['focal-point'], ['alternate', 'authority']],
  authority: [['authority'], ['head-of-delegation'], ['focal-point'], ['alternate']],
};
const WORDS: Readonly<Record<OwnSide, string>> = {
  contacts: 'contact',
  alternates: 'alternate',
  'head-of-delegation': 'head of delegation',
  authority: 'authority above the focal point',
};

/** @returns as what a contact is turned to: as entered, else by its rank (assumed) */
export function functionOf({ function: entered, rank }: Pick<Contact, 'function' | 'rank'>): ContactFunction {
  return entered ?? (rank === 1 ? FUNCTION_BY_RANK.first : FUNCTION_BY_RANK.others);
}

/**
 * @param code of the party
 * @param members all its contacts
 * @param who of them is meant
 * @returns those meant; where there are none of the kind, those next in line; where none of them is reached, whoever of the party is
 */
export function choiceOf(code: string, members: readonly Member[], who: OwnSide): Choice {
  const groups = TURN_TO[who].map((functions) =>
    members.filter(({ contact }) => functions.includes(functionOf(contact))),
  );
  const meant = groups.findIndex((group) => group.length > 0);
  const missing = meant > 0 ? `no ${WORDS[who]} of ${code} is known` : null;
  return choiceAmong(groups[meant] ?? [], members, missing);
}

/**
 * @param meant those it is meant for
 * @param members everybody there, they among them
 * @param missing why these are not the ones asked for; null when they are
 * @returns those meant who are not away; the others there where none of them is reached. Nobody there is reached: those meant all the same,
 *   so that it waits for them
 */
export function choiceAmong(
  meant: readonly Member[],
  members: readonly Member[],
  missing: string | null = null,
): Choice {
  const as = (instead: string | null) => (member: Member) => ({ contact: member.contact, instead });
  if (meant.some(isReached))
    return { chosen: meant.filter(({ away }) => !away).map(as(missing)), unreached: null };
  const others = members.filter((member) => isReached(member) && !meant.includes(member));
  if (others.length === 0) return { chosen: meant.map(as(missing)), unreached: unreachedOf(members) };
  const names = meant.map(({ contact }) => contact.name).join('; ');
  const tried = meant.filter(({ away }) => !away).map(as(missing));
  return { chosen: [...tried, ...others.map(as(`${names} cannot be reached now`))], unreached: null };
}

/** @returns why nobody there is reached by mail; null when somebody is */
export function unreachedOf(members: readonly Member[]): Unreached | null {
  if (members.length === 0) return 'no-contact';
  if (members.some(isReached)) return null;
  return members.every(({ contact }) => contact.bouncedSince !== null) ? 'bounced' : 'absent';
}

function isReached({ contact, away }: Member): boolean {
  return !away && contact.bouncedSince === null;
}
