/** How the memory of an analysis begins and ends; pure. */
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { closeAll, dutyOf, openedCase, personOf } from '../casework/index.js';
import { record } from './data-anomalies.commands.js';
import type { DataAnomaliesContext } from './data-anomalies.context.js';
import { sendingOwed } from './question.rules.js';

/** @returns the memory as an analysis is recorded */
export function analysedContext(input: StartInput): DataAnomaliesContext {
  const { party, period, organ, cycle, documents, questions, rules } = record.payloadOf(input);
  const opened = openedCase(input, ['reports', 'organ-work']);
  return {
    ...opened,
    ...sendingOwed(opened, { party, organ, period }),
    subjects: [...new Set([party, ...opened.subjects])],
    concerns: [...new Set([organ, ...opened.concerns])],
    party,
    period,
    organ,
    cycle,
    documents,
    rules,
    questions: questions.map((question) => ({ ...question, answer: null, result: null })),
    sentAt: null,
    corrections: [],
  };
}

/** @returns an action: the memory as it closes of itself, everything explained or the party excused */
export function closing(how: 'closed' | 'excused', reason: string) {
  return (context: DataAnomaliesContext, event: CommandEvent): Partial<DataAnomaliesContext> => ({
    ...closeAll(context, 'dropped', reason),
    ending: { how, reason, at: context.asOf, person: personOf(event) },
  });
}

/** @returns whether the answer was noticed to be late and is still awaited */
export function isOverdue(context: DataAnomaliesContext): boolean {
  const answer = dutyOf(context, 'answer');
  return answer?.closed === null && answer.lateSince !== null;
}

/** @returns whether what was due last was excused */
export function isExcused({ duties }: Pick<DataAnomaliesContext, 'duties'>): boolean {
  return duties.at(-1)?.closed?.how === 'excused';
}
