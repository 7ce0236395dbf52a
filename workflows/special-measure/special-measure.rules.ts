/** How the memory of a special measure begins, and who is told; pure. */
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import type { Outgoing } from '../casework/index.js';
import { type MeasureContext, decided, openedMeasure, tellDecided } from '../measures/index.js';
import { impose } from './special-measure.commands.js';

/** @returns the memory as the measure is recorded: the decision is its first version */
export function imposedContext(input: StartInput): MeasureContext {
  const { party, instrument, tradeBefore, rules, decision, objections, note, ...payload } =
    impose.payloadOf(input);
  const { terms, sunset, reports, reviews, polarity } = payload;
  const opened = openedMeasure(input, { kind: 'special-measure', party, instrument, rules, indications: [] });
  const event: CommandEvent = { ...input, type: 'start', commandId: input.caseId };
  const provisions = { terms, sunset, reports, reviews, polarity };
  return {
    ...opened,
    tradeBefore,
    ...decided(opened, event, { decision, objections }, { kind: 'adopted', provisions, note }),
  };
}

/** @returns the notice that special measures were decided */
export function tellImposed(context: MeasureContext): readonly Outgoing[] {
  return tellDecided(
    context,
    `Special measures on ${context.party}: «${context.instrument ?? context.title}»`,
  );
}
