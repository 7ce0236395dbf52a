/** From when on the committee owes its recommendation: once the Participant was heard, or need not be; pure. */
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { type CaseCommand, type NewDuty, after, dutyOf, owe } from '../casework/index.js';
import type { MeasureContext } from '../measures/index.js';

/**
 * @param command after which nobody may be left to be heard
 * @returns its change, with the recommendation due of the committee where that is so
 */
export function thenRecommending({ change }: Pick<CaseCommand<MeasureContext>, 'change'>) {
  return (context: MeasureContext, event: CommandEvent): Partial<MeasureContext> => {
    const changed = change(context, event);
    const then = { ...context, ...changed };
    return isOwed(then) ? { ...changed, ...owe(then, recommendation(then)) } : changed;
  };
}

/** In the dialogue nobody else is awaited any more: the hearing was opened and is closed, and nothing was recommended yet. */
function isOwed(context: MeasureContext): boolean {
  return (
    context.recommendations.length === 0 &&
    (dutyOf(context, 'hearing')?.closed ?? null) !== null &&
    dutyOf(context, 'recommendation')?.closed !== null
  );
}

/** Counted from the end of the hearing: whoever is excused may still speak until its time is over. */
function recommendation(context: MeasureContext): NewDuty {
  const { heard, asOf, party, rules, zone } = context;
  const hearing = dutyOf(context, 'hearing')?.due?.at ?? asOf;
  const from = heard.length === 0 && hearing > asOf ? hearing : asOf;
  return {
    id: 'recommendation',
    what: `recommendation on ${party}`,
    basis: rules.source.slice(0, 600),
    from: [rules.recommender],
    due: after(from, rules.recommendWithin, zone),
    ladder: 'organ-work',
  };
}
