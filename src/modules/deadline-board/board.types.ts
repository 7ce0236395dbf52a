import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** What the projection keeps of one thing that a case waits for, or of a case that waits for nothing nameable. */
export interface BoardRow {
  /** of the thing in its case; empty for a case as a whole */
  readonly key: string;
  readonly workflow: string;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly what: string;
  /** codes of parties, organs, offices, collectives */
  readonly waitsOn: readonly string[];
  readonly unreachable: readonly string[];
  readonly since: Instant;
  /** the first instant that is too late; null where nothing is ever late */
  readonly dueAt: Instant | null;
  readonly postponedUntil: Instant | null;
  readonly rung: { readonly reached: number; readonly of: number; readonly last: string | null };
  /** the case's soonest armed timer */
  readonly timer: { readonly name: string; readonly title: string; readonly at: Instant } | null;
  /** the case was set aside by the engine, and why */
  readonly stuck: boolean;
  readonly trouble: string | null;
  /** who may read it beside the offices, sorted: `organ:CKR`, `party:GHA`, `role:participant` */
  readonly readers: readonly string[];
  readonly historical: boolean;
  readonly endedAt: Instant | null;
}

/** A row as kept. */
export interface BoardEntry extends Omit<BoardRow, 'readers'> {
  readonly caseId: CaseId;
  /** when it begins to be late, a postponement counted; null: never */
  readonly pressesAt: Instant | null;
  readonly stuckSince: Instant | null;
  /** rises with every change of what is due, and when */
  readonly sequence: number;
  readonly changedAt: Instant;
  /** the case has changed since, and the board could not follow yet */
  readonly stale: boolean;
}

/** How urgent a row is, the most urgent first. `stuck`: the engine itself is not going on with it. */
export const LEVELS = ['stuck', 'late', 'at-risk', 'due-soon', 'waiting', 'postponed', 'closed'] as const;
export type Level = (typeof LEVELS)[number];

/** The questions of a day; a row may be an answer to several. */
export const GROUPS = ['today', 'closing', 'at-risk', 'bounced', 'overdue', 'closed'] as const;
export type Group = (typeof GROUPS)[number];

/** `noted`: the case says so, and not why. */
export const WHY_OUT_OF_REACH = ['no-contact', 'bounced', 'away', 'bounced-or-away', 'noted'] as const;
export type WhyOutOfReach = (typeof WHY_OUT_OF_REACH)[number];

/** Why nobody can be reached under a code. */
export interface OutOfReach {
  readonly because: WhyOutOfReach;
  /** since when all its mail comes back; null for any other reason */
  readonly since: Instant | null;
}

/** A code with the name that people know it by. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

/** One line of the board, as it is answered. */
export interface BoardLine {
  readonly caseId: CaseId;
  readonly key: string;
  readonly workflow: string;
  /** where the case is read: `/api/v1/mandates/…` */
  readonly address: string | null;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly what: string;
  readonly waitsOn: readonly Named[];
  readonly since: Instant;
  readonly dueAt: Instant | null;
  readonly postponedUntil: Instant | null;
  readonly rung: BoardRow['rung'];
  readonly timer: BoardRow['timer'];
  /** whether the engine will fire that timer; false for a case set aside, and for an imported history */
  readonly armed: boolean;
  readonly level: Level;
  /** why it is where it is, in one sentence */
  readonly why: string;
  readonly unreachable: readonly (Named & Pick<OutOfReach, 'because'>)[];
  /** what the engine met with when it set the case aside; null for whoever holds no office */
  readonly trouble: string | null;
  readonly historical: boolean;
  readonly endedAt: Instant | null;
  readonly stale: boolean;
}
