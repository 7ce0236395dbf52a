/** How the memory of an interim measure begins, and who is told; pure. */
import type { StartInput } from '../../src/kernel/workflow.js';
import { type Outgoing, notify, owe } from '../casework/index.js';
import { type MeasureContext, openedMeasure, raisersOf } from '../measures/index.js';
import { indicate } from './interim-measure.commands.js';

/**
 * @returns the memory as indications are recorded: the Chair is to open a dialogue. While the matter is confidential whoever raised it may
 *   read it, and the Participant concerned from the opening of the dialogue on (assumed: no text says so)
 */
export function indicatedContext(input: StartInput): MeasureContext {
  const { party, rules, indications } = indicate.payloadOf(input);
  const opened = openedMeasure(input, {
    kind: 'interim-measure',
    party,
    instrument: null,
    rules,
    indications,
  });
  const duty = {
    id: 'dialogue',
    what: 'dialogue with the Participant concerned',
    basis: 'KP Core Document VI.16: without delay, no number',
    from: ['chair'],
    due: null,
    ladder: null,
  };
  return {
    ...opened,
    subjects: opened.subjects.filter((code) => code !== party || opened.visibility !== 'concerned'),
    concerns: [...new Set([rules.recommender, ...raisersOf(input), ...opened.concerns])],
    ...owe(opened, duty),
  };
}

/** @returns the notice that there are indications */
export function tellIndicated(context: MeasureContext): readonly Outgoing[] {
  return notify(context, ['chair', 'secretariat', context.rules.recommender], {
    kind: 'opened',
    lead: `Credible indications of serious non-compliance of ${context.party}: open a dialogue with it`,
    paragraphs: context.indications.map(({ text }) => text),
  });
}
