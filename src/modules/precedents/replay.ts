/** What a replay gives, and what every kind of replay needs. */
import type { EntityManager } from 'typeorm';
import type { CommandOutcome } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import { findContact } from '../registry/index.js';

/** One step as it came out. */
export interface ReplayedStep {
  readonly at: Instant;
  readonly what: string;
  /** empty when the step came out as the file says */
  readonly faults: readonly string[];
  readonly needed: string;
  readonly source: string;
}

/** A whole replay. */
export interface Replay {
  readonly name: string;
  /** its case, or the first of several; null when none could be opened */
  readonly caseId: CaseId | null;
  readonly steps: readonly ReplayedStep[];
  readonly holds: boolean;
}

/** One step of a history, to be played once time has passed up to its instant. */
export interface ScheduledStep {
  readonly at: Instant;
  /** whether it only looks */
  readonly looks: boolean;
  readonly play: () => Promise<ReplayedStep>;
}

/** A history that is ready to be played. */
export interface ScheduledHistory {
  readonly name: string;
  /** in order of time */
  readonly steps: readonly ScheduledStep[];
  /** the cases it has so far, in the order in which it got them */
  readonly cases: () => readonly CaseId[];
}

/** Called before each step with how many are done, and at the end with all of them. */
export type Progress = (done: number, total: number) => void;

/** @returns the contact as it was at an instant, as a person that acts; one the registry did not know then by its id alone */
export async function personAt(tx: EntityManager, contactId: string, at: Instant): Promise<Actor> {
  const contact = await findContact(tx, contactId, at);
  return {
    kind: 'person',
    id: contactId,
    name: contact?.name ?? contactId,
    party: contact?.party ?? contactId.split('-')[0] ?? contactId,
  };
}

/** @returns a sentence when the outcome is not as the file says; `refused` is the code of the refusal it expects, if one */
export function faultsOf(outcome: CommandOutcome, refused?: string): string[] {
  const code = outcome.refusal?.code;
  if (refused)
    return code === refused
      ? []
      : [`expected a refusal «${refused}», found ${code ? `«${code}»` : `«${outcome.status}»`}`];
  return outcome.status === 'accepted'
    ? []
    : [`expected to be accepted, found ${outcome.status}: ${outcome.refusal?.message ?? ''}`];
}

/** @returns a sentence when the two differ; none otherwise */
export function differences(what: string, expected: unknown, found: unknown): string[] {
  return JSON.stringify(expected) === JSON.stringify(found)
    ? []
    : [`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
}
