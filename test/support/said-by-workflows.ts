/** What a workflow says to people, for specs that ask whether every language has it. */
import { Rehearsal, stateGraph } from '../../src/engine/index.js';
import type { StartInput, WorkflowDefinition } from '../../src/kernel/workflow.js';

/** @returns its titles: states and what they still need, commands and who gives them, timers */
export function titlesOf(definition: WorkflowDefinition): readonly string[] {
  const { states } = stateGraph(definition);
  const { title, presented, start, commands, timers } = definition;
  return [
    title,
    ...(presented ? [presented.noun] : []),
    ...states.flatMap((state) => [state.title ?? '', state.needed ?? '']),
    ...[start, ...Object.values(commands)].flatMap((command) => [command.title, ...command.by]),
    ...Object.values(timers).map((timer) => timer.title),
  ];
}

/** @returns every sentence of a case from its example's start until nothing is armed any more */
export function sentencesOf(definition: WorkflowDefinition, example: StartInput): readonly string[] {
  const rehearsal = new Rehearsal(definition, example);
  const said: string[] = [];
  for (let timers = 0; timers < 40; timers += 1) {
    const { status, needed, next } = rehearsal.describe();
    const waiting = definition.waiting?.(rehearsal.view()) ?? [];
    said.push(status, needed, next?.sentence ?? '', ...waiting.map(({ what }) => what));
    said.push(...waiting.map(({ rung }) => rung.last ?? ''));
    if (!rehearsal.next) return said;
    rehearsal.timePassesTo(rehearsal.next.dueAt);
  }
  return said;
}
