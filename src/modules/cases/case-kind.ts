import type { CaseEvent, CaseFile } from '../../engine/index.js';
import type { JsonObject } from '../../kernel/json.js';
import type { CaseDescription, CommandSpec, WorkflowDefinition } from '../../kernel/workflow.js';
import type { Readers } from './readers.js';

/** Somebody who asks: roles of this moment, the party spoken for, the organs in which this person sits; a signed-in person is one. */
export interface Asker {
  readonly roles: readonly string[];
  readonly party: string;
  /** codes of organs whose drafts and meetings this person reads; left out: none */
  readonly organs?: readonly string[];
  /** id in the registry; left out of whoever is nobody in it */
  readonly contactId?: string;
}

/** Whoever runs the machine: sees everything. What may be done, the machine decides by the person acted for. */
export const OPERATOR: Asker = { roles: ['operator'], party: '' };

/** What somebody may read of an event: all of it; that it happened, by whom and when; or nothing. */
export type EventReading = 'whole' | 'bare' | 'hidden';

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
  /** how codes of errors about one case begin; left out: `case`, as in `case.unknown` */
  readonly errors?: string;
  /** whether this person may know of the case at all; the offices always may */
  readonly maySee: (asker: Asker, file: CaseFile) => boolean;
  /** the same as data, made with `maySee` by `readBy`; left out: lists over all kinds show the case to the offices alone */
  readonly readers?: (file: CaseFile) => Readers;
  /** the case as this person may read it; plain JSON */
  readonly view: (file: CaseFile, asker: Asker) => object;
  /** the memory without what is hidden from somebody without an office, so that no count in a sentence tells of it; left out: whole */
  readonly memoryFor?: (asker: Asker, file: CaseFile) => JsonObject;
  /**
   * What somebody without an office may read of each event; left out: that it happened. The offices read everything.
   *
   * @param events the history in order, for what an event refers to
   */
  readonly eventReading?: (
    asker: Asker,
    file: CaseFile,
    events: readonly CaseEvent[],
  ) => (event: CaseEvent) => EventReading;
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

/** @returns the case in words, as this person may know it */
export function descriptionFor(kind: CaseKind, asker: Asker, file: CaseFile): CaseDescription {
  if (holdsOffice(asker) || !kind.memoryFor) return file.description;
  const { stateValue: state, timers } = file;
  return kind.workflow.describe({ state, timers, context: kind.memoryFor(asker, file) });
}

/** @returns what this person may read of each event of the history */
export function readingFor(
  kind: CaseKind,
  asker: Asker,
  file: CaseFile,
  events: readonly CaseEvent[],
): (event: CaseEvent) => EventReading {
  if (holdsOffice(asker)) return () => 'whole';
  return kind.eventReading?.(asker, file, events) ?? (() => 'bare');
}

/** @returns the commands open to this person in the case's present state; an operator acts for others, so sees all */
export function openTo(kind: CaseKind, asker: Asker, file: CaseFile): string[] {
  return file.allowed.filter((name) => {
    const command = kind.workflow.commands[name];
    return (
      command !== undefined &&
      (asker.roles.includes('operator') || (mayGive(asker, command) && isOf(asker, command, file)))
    );
  });
}

/** Whether the command is this person's to give in this case, as the command itself declares; what it leaves open, its refusal decides. */
function isOf(asker: Asker, { who, never }: CommandSpec, { context }: CaseFile): boolean {
  const memory = context as never; // the memory of the same workflow, which the engine has checked
  if (never?.(memory).includes(asker.party)) return false;
  const own = [...asker.roles, asker.party, ...(asker.organs ?? [])];
  return !who || who(memory).some((code) => own.includes(code));
}
