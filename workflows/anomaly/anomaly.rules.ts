/** How the memory of an anomaly begins, and who is told; pure. */
import type { StartInput } from '../../src/kernel/workflow.js';
import { type Outgoing, after, factsOf, notify, openedCase, owe } from '../casework/index.js';
import { raise } from './anomaly.commands.js';
import type { AnomalyContext } from './anomaly.context.js';

/** @returns the memory as an anomaly is raised: the Chair is to inform everybody; even while it is confidential whoever raised it may read it */
export function raisedContext(input: StartInput): AnomalyContext {
  const { kind, raisedBy, concerning, text, documents, rules } = raise.payloadOf(input);
  const opened = openedCase(input, ['measures', 'organ-work']);
  const due = after(input.occurredAt, rules.informWithin, opened.zone);
  const duty = {
    id: 'inform',
    what: 'word to all Participants of the anomaly',
    basis: 'KP Core Document VI.16',
    from: ['chair'],
    due,
  };
  return {
    ...opened,
    subjects: [...new Set([concerning, ...opened.subjects])],
    concerns: [...new Set([raisedBy, ...opened.concerns])],
    ...owe(opened, duty),
    rules,
    kind,
    raisedBy,
    concerning,
    concerningAs: factsOf(input).known[concerning] ?? 'unknown',
    text,
    documents,
    informedAt: null,
    answers: [],
    outcome: null,
  };
}

/** @returns the notice to the offices that an anomaly was raised */
export function tellRaised(context: AnomalyContext): readonly Outgoing[] {
  return notify(context, ['chair', 'secretariat'], {
    kind: 'opened',
    lead: `${context.raisedBy} raised an anomaly about ${context.concerning}: inform all Participants without delay`,
    paragraphs: [context.text],
  });
}
