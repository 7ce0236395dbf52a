/** What an act would do, as the machine foresees it: status, deadline, mails, outcome. */
import { holidayCalendar } from '../../../kernel/calendars/index.js';
import { daysBetween } from '../../../kernel/day-count.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Foreseen } from '../../../modules/written-procedures/index.js';
import type { ActName } from '../acts/open-acts.js';
import type { ReadProcedure } from '../procedure.reader.js';
import { tagOf } from '../status-tag.js';

/** Acts that set a deadline, and where it stands in the view afterwards. */
const DEADLINES: Partial<Record<ActName, (view: Foreseen['view']) => Instant | undefined>> = {
  extend: ({ round }) => round?.deadline.at,
  revise: ({ round }) => round?.deadline.at,
  'open-consultations': ({ consultation }) => consultation?.endsAt.at,
};
const DECLARING: ReadonlySet<ActName> = new Set(['declare', 'confirm-declaration', 'register-declaration']);

/**
 * @param command the act
 * @param read the procedure before it
 * @param foreseen the procedure after it
 * @returns what the page that asks for confirmation says of the consequences
 */
export function consequences(command: ActName, { view }: ReadProcedure, foreseen: Foreseen) {
  const mails = Object.entries(foreseen.mails).map(([template, count]) => ({ template, count }));
  const at = DEADLINES[command]?.(foreseen.view) ?? null;
  const declaration = DECLARING.has(command) ? (foreseen.view.declarations.at(-1) ?? null) : null;
  return {
    after: {
      ...foreseen.after,
      tag: tagOf(foreseen.after.status),
      isSame: foreseen.after.status === view.status,
    },
    mails,
    mailsTotal: mails.reduce((sum, { count }) => sum + count, 0),
    deadlineAfter: at,
    days: at ? daysOf(foreseen, at) : null,
    declaration,
    contestableUntil: declaration ? (foreseen.view.contestableUntil?.at ?? null) : null,
    blocking: view.tally?.blocking ?? [],
    answersKept: command === 'revise' ? (view.counts?.answered ?? 0) : null,
  };
}

function daysOf({ at: from, view: { rules } }: Foreseen, to: Instant) {
  if (!rules) return null;
  const { zone, calendar } = rules.window;
  return { ...daysBetween(from, to, zone, holidayCalendar(calendar)), zone };
}
