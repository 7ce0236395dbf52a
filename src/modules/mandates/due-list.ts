/** What is due of mandates and hosting terms, for whom, and what comes next; pure. */
import { z } from 'zod';
import type { CaseFile } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import { type Instant, addMs } from '../../kernel/instant.js';
import { addressed, awaited, mandate } from '../../../workflows/mandate/index.js';
import { hostingOf, mandateOf } from './mandate.kinds.js';

const DAY_MS = 86_400_000;

/** How far ahead to look: `60d` are sixty days of 24 hours; a list to look at, no deadline. */
export const dueFilterSchema = z.strictObject({
  within: z
    .string()
    .regex(/^\d{1,4}d$/, 'a number of days such as 60d')
    .default('60d'),
});
export type DueFilter = z.output<typeof dueFilterSchema>;

/** One line. `at` is the due instant, the review, or the end of a term: which of them, `status` says. */
export interface DueLine {
  readonly id: CaseId;
  readonly reference: string;
  readonly status: string;
  readonly for: readonly string[];
  readonly at: Instant | null;
  readonly what: string;
  readonly needed: string;
  readonly next: { readonly sentence: string; readonly at: Instant } | null;
}

/** Stands on the list whatever its date: somebody is to act now. */
const ACT_NOW: readonly string[] = ['overdue', 'review due', 'reported', 'expired undecided'];

/** @returns what is to be done now or comes within the time, the soonest first; what has no date comes last */
export function dueLines(files: readonly CaseFile[], { within }: DueFilter, now: Instant): DueLine[] {
  const limit = addMs(now, Number.parseInt(within, 10) * DAY_MS);
  return files
    .map(lineOf)
    .filter(({ status, at }) => ACT_NOW.includes(status) || (at !== null && at <= limit))
    .sort((a, b) => ((a.at ?? '9') < (b.at ?? '9') ? -1 : 1));
}

function lineOf(file: CaseFile): DueLine {
  const { caseId: id, description } = file;
  const { status, needed, next } = description;
  return {
    id,
    status,
    needed,
    next,
    ...(file.workflow === mandate.name ? ofMandate(file) : ofHosting(file)),
  };
}

function ofMandate(file: CaseFile): Pick<DueLine, 'reference' | 'for' | 'at' | 'what'> {
  const context = mandateOf(file);
  const { reference, term, task } = context;
  const codes = awaited(context);
  return {
    reference,
    for: codes.length > 0 ? codes : addressed(context),
    at: (term.dueAt ?? term.reviewAt)?.at ?? null,
    what: task,
  };
}

function ofHosting(file: CaseFile): Pick<DueLine, 'reference' | 'for' | 'at' | 'what'> {
  const { reference, stretch, evaluation, what, evaluations } = hostingOf(file);
  const { term } = evaluation;
  const evaluate = evaluations.length === 0 ? ((term.dueAt ?? term.reviewAt)?.at ?? null) : null;
  const end = stretch.endsAt.at;
  return { reference, for: [stretch.host], at: evaluate !== null && evaluate < end ? evaluate : end, what };
}
