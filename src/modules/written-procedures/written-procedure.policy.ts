import type { CaseFile } from '../../engine/index.js';
import {
  type CommandName,
  commands,
  procedureContextSchema,
} from '../../../workflows/written-procedure/index.js';

/** Somebody who asks: roles of this moment, and the party spoken for. */
export interface Asker {
  readonly roles: readonly string[];
  readonly party: string;
}

const OFFICES = ['chair', 'vice-chair', 'secretariat', 'operator'] as const;

/** @returns whether this person may give the command at all; the machine then judges whether the case permits it */
export function mayGive(asker: Asker, command: Exclude<CommandName, 'draft'>): boolean {
  return commands[command].by.some((role) => asker.roles.includes(role));
}

/** @returns whether this person may draft and rehearse */
export function mayDraft(asker: Asker): boolean {
  return OFFICES.some((role) => asker.roles.includes(role));
}

/** @returns whether this person may see a procedure: the offices see all; parties see what they were launched into, never a draft */
export function maySee(asker: Asker, file: CaseFile): boolean {
  if (mayDraft(asker)) return true;
  const { frozen } = procedureContextSchema.parse(file.context);
  return (
    frozen !== null && [...frozen.electorate, ...frozen.observers].some((party) => party.code === asker.party)
  );
}

/** @returns the commands open to this person in the case's present state; an operator acts for others, so sees all */
export function openTo(asker: Asker, file: CaseFile): string[] {
  if (asker.roles.includes('operator')) return [...file.allowed];
  return file.allowed.filter(
    (command) => Object.hasOwn(commands, command) && mayGive(asker, command as Exclude<CommandName, 'draft'>),
  ); // checked by hasOwn
}
