/** What can be excused in the case of a visit: nothing that the procedure cannot go on without; pure. */
import { refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { type Duty, dutyCommands, dutyOf, owe } from '../casework/index.js';
import type { ReviewVisitContext } from './review-visit.context.js';

const { excuse } = dutyCommands<ReviewVisitContext>();
/** What else does it, by what is due; a recommendation goes by the beginning of its id, and what is not here can be excused. */
const INSTEAD: Readonly<Record<string, string>> = {
  invite:
    'call the visit off by the decision that releases the one who promised it (call-off), or postpone it',
  proposal: 'call the mission off (call-off)',
  consent: 'call the mission off (call-off), or ask again (ask-consent) once it was refused',
  arrangements: 'move the dates (move-dates), or call it off (call-off)',
  visit: 'move its dates (move-dates), or call it off (call-off)',
  posting: 'postpone it, or record that the report is posted (post)',
  recommendation: 'close the recommendation with the reason (close-recommendation), or give it another day',
  recommendations: 'enter them, or that there are none (recommend)',
  closing: 'close the case (conclude)',
  'next-visit': 'close the case (conclude)',
};

/** @returns why something cannot be excused, with what is done instead, or null: of report and comments alone anybody can be excused */
export function refusalOfExcuse(_context: ReviewVisitContext, { id, what }: Duty): Refusal | null {
  const instead = INSTEAD[id.replace(/-\d+$/, '')];
  if (instead === undefined) return null;
  return refuse('visit.not-excused', `The case cannot go on without: ${what}. Instead, ${instead}.`, 'duty');
}

/** @returns the memory with the excuse; without a report the Chair is to close the case, since nobody else has anything to do */
export function excused(context: ReviewVisitContext, event: CommandEvent): Partial<ReviewVisitContext> {
  const change = excuse.change(context, event);
  const isExcused = dutyOf({ duties: change.duties ?? [] }, 'report')?.closed?.at === event.occurredAt;
  if (!isExcused) return change;
  return owe(
    { ...context, ...change },
    {
      id: 'closing',
      what: 'word on how the case ends, since its report was excused',
      basis: 'assumed',
      from: ['chair'],
      due: null,
    },
  );
}
