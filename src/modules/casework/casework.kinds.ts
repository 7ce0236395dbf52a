/** Every workflow on the casework kit, as a kind of case for the desk. A new workflow is here by itself: nothing is to be added. */
import { z } from 'zod';
import type { CaseFile } from '../../engine/index.js';
import type { WorkflowDefinition } from '../../kernel/workflow.js';
import { caseShape, dueWords, waitingOf } from '../../../workflows/casework/index.js';
import { workflows } from '../../../workflows/index.js';
import { type CaseKind, readBy, readersOf } from '../cases/index.js';

const sharedSchema = z.object(caseShape);

/** @returns the part of the memory that all cases share @throws ZodError when the case is of another kind of workflow */
export function sharedOf(file: Pick<CaseFile, 'context'>): z.output<typeof sharedSchema> {
  return sharedSchema.parse(file.context);
}

/**
 * Who may know of a case: whoever it is about, concerned, or is due to do something; the Participants unless only those concerned may
 * (KP Core Document VI.15-16); Observers where everybody may.
 */
function kindOf(workflow: WorkflowDefinition, { collection, noun }: Presented): CaseKind {
  return {
    workflow,
    collection,
    noun,
    ...readBy((file) => {
      const { visibility, concerns, subjects, duties } = sharedOf(file);
      // an organ to which the ladder has climbed was written to: who sits there may read what about
      const due = duties.flatMap(({ from, climbs }) => [...from, ...climbs.map(({ rung }) => rung.to)]);
      const named = [...subjects, ...due, ...(visibility === 'all' ? ['all'] : [])];
      return readersOf({ visibility, concerns, named });
    }),
    view: (file) => {
      const { caseId: _id, asOf: _asOf, planned: _planned, ladders: _ladders, ...rest } = file.context;
      const shared = sharedOf(file);
      return { ...rest, waiting: waitingOf(shared), due: dueWords(shared) };
    },
  };
}

type Presented = NonNullable<WorkflowDefinition['presented']>;

/** In the order of `workflows/index.ts`. */
export const CASEWORK_KINDS: readonly CaseKind[] = workflows.flatMap((workflow) =>
  workflow.presented ? [kindOf(workflow, workflow.presented)] : [],
);

/** @returns the kind of cases of a workflow; undefined for one that is not on the kit */
export function caseworkKind(workflow: string): CaseKind | undefined {
  return CASEWORK_KINDS.find((kind) => kind.workflow.name === workflow);
}
