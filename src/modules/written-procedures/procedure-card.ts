/** A procedure on the list: what it is, how its answers stand, and why it needs somebody today. */
import type { CaseFile } from '../../engine/index.js';
import { type Instant, msBetween } from '../../kernel/instant.js';
import { type Asker, holdsOffice } from '../cases/index.js';
import {
  type ProcedureContext,
  effectivePosition,
  tally,
} from '../../../workflows/written-procedure/index.js';
import {
  type AnswerCounts,
  type ProcedureLine,
  contextOf,
  countsOf,
  lineOf,
} from './written-procedure.view.js';

/** Where a procedure stands on the list. `today`: it needs somebody today. */
export const STAGES = ['today', 'under-way', 'draft', 'ended'] as const;
export type Stage = (typeof STAGES)[number];

/** Why somebody is needed: an office for most; the reader's own government for `your-answer`. */
export type NeededToday =
  | 'set-aside'
  | 'extension'
  | 'consultations'
  | 'declaration'
  | 'confirmation'
  | 'contest'
  | 'ruling'
  | 'second-person'
  | 'unreachable'
  | 'closing-soon'
  | 'your-answer';

export interface ProcedureCard extends ProcedureLine {
  readonly stage: Stage;
  readonly counts: AnswerCounts | null;
  readonly today: readonly NeededToday[];
}

/** Peers' boards bring up what closes within three days; assumed here. */
const SOON_MS = 72 * 3_600_000;

const WAITING_STATES: Readonly<Record<string, NeededToday>> = {
  insufficient: 'extension',
  consulting: 'consultations',
  'awaiting-declaration': 'declaration',
  'declared-without-authority': 'confirmation',
  contested: 'contest',
};

/**
 * @param file the procedure
 * @param asker who reads
 * @param now the instant of the law
 * @returns its card
 */
export function cardOf(file: CaseFile, asker: Asker, now: Instant): ProcedureCard {
  const context = contextOf(file);
  const counts = context.frozen ? countsOf(context) : null;
  const today = file.ended ? [] : neededToday(file, context, asker, now);
  return { ...lineOf(file), stage: stageOf(file, context, today), counts, today };
}

function stageOf(file: CaseFile, context: ProcedureContext, today: readonly NeededToday[]): Stage {
  if (file.ended) return 'ended';
  if (today.length > 0) return 'today';
  return context.frozen ? 'under-way' : 'draft';
}

function neededToday(file: CaseFile, context: ProcedureContext, asker: Asker, now: Instant): NeededToday[] {
  const { status } = file.description;
  const { round } = context;
  const running = status === 'open' && round !== null;
  if (!holdsOffice(asker)) return running && isAwaited(context, asker.party) ? ['your-answer'] : [];
  const own = WAITING_STATES[status];
  const unsettled = context.positions.filter((position) => position.round === round?.number);
  return [
    ...(file.health === 'stuck' ? (['set-aside'] as const) : []),
    ...(own ? [own] : []),
    ...(unsettled.some((one) => one.status === 'quarantined') ? (['ruling'] as const) : []),
    ...(unsettled.some((one) => one.status === 'pending-confirmation') ? (['second-person'] as const) : []),
    ...(running && tally(context).unreachable.length > 0 ? (['unreachable'] as const) : []),
    ...(running && msBetween(now, round.deadline.at) <= SOON_MS ? (['closing-soon'] as const) : []),
  ];
}

function isAwaited(context: ProcedureContext, party: string): boolean {
  const isMember = context.frozen?.electorate.some(({ code }) => code === party) ?? false;
  return isMember && effectivePosition(context, party) === undefined;
}
