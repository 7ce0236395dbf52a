import type { CaseFile } from '../../engine/index.js';
import type { CommandSpec, WorkflowDefinition } from '../../kernel/workflow.js';

/** Somebody who asks: roles of this moment, the party spoken for, and the organs in which this person sits. */
export interface Asker {
  readonly roles: readonly string[];
  readonly party: string;
  /** codes of organs whose drafts and meetings this person reads; left out: none */
  readonly organs?: readonly string[];
}

/**
 * What the desk must know of a workflow to offer it by REST, command line and API description: everything else follows from the
 * workflow itself. One constant per workflow, beside the module that owns its facts and effects.
 */
export interface CaseKind {
  readonly workflow: WorkflowDefinition;
  /** plural, in addresses and on the command line: `meetings` */
  readonly collection: string;
  /** singular, in sentences: `meeting` */
  readonly noun: string;
  /** whether this person may know of the case at all; the offices always may */
  readonly maySee: (asker: Asker, file: CaseFile) => boolean;
  /** the case as this person may read it; plain JSON */
  readonly view: (file: CaseFile, asker: Asker) => object;
}

const OFFICES = ['chair', 'vice-chair', 'secretariat', 'operator'] as const;
/** Roles a session can have; deliveries and the command line have others and come in by other doors. */
export const SESSION_ROLES = ['chair', 'vice-chair', 'secretariat', 'participant', 'observer'] as const;

/** @returns whether this person holds an office, and so sees every case */
export function holdsOffice(asker: Asker): boolean {
  return OFFICES.some((role) => asker.roles.includes(role));
}

/** @returns whether this person may give the command at all; the machine then judges whether the case permits it */
export function mayGive(asker: Asker, command: CommandSpec): boolean {
  return command.by.some((role) => asker.roles.includes(role));
}

/** @returns whether this person may know of the case */
export function maySee(kind: CaseKind, asker: Asker, file: CaseFile): boolean {
  return holdsOffice(asker) || kind.maySee(asker, file);
}

/** @returns the commands open to this person in the case's present state; an operator acts for others, so sees all */
export function openTo(kind: CaseKind, asker: Asker, file: CaseFile): string[] {
  return file.allowed.filter((name) => {
    const command = kind.workflow.commands[name];
    return command !== undefined && (asker.roles.includes('operator') || mayGive(asker, command));
  });
}
