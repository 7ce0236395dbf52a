import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CaseReader, START_COMMAND, WorkflowRegistry } from '../../../engine/index.js';
import type { CaseId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Json, JsonObject } from '../../../kernel/json.js';
import { caseFaults, openingFaults } from './case-faults.js';
import type { CaseExpectation } from './casework-expectation.js';

/** Compares cases, as they were known at an instant, with what a history expects of them. */
@Injectable()
export class CaseComparison {
  constructor(
    private readonly cases: CaseReader,
    private readonly workflows: WorkflowRegistry,
  ) {}

  /** @returns a sentence for each thing that is otherwise than expected */
  async faults(caseId: CaseId, expected: CaseExpectation, at: Instant): Promise<string[]> {
    const file = await this.cases.asKnownAt(caseId, at);
    if (!file) return [`nothing of it is known at ${at}`];
    const { definition } = this.workflows.get(file.workflow, file.version);
    const events = (await this.cases.history(caseId, at)).map(({ type }) => type);
    return caseFaults({ at, file, events, definition }, expected);
  }

  /**
   * @param caseId of a case that was opened outside a history
   * @param payload with which the history opens the same case
   * @returns a sentence for each thing that the history says otherwise than the case was opened with; what it does not say is not compared
   */
  async openingFaults(caseId: CaseId, payload: JsonObject): Promise<string[]> {
    const { workflow, version } = await this.cases.view(caseId);
    const { start } = this.workflows.get(workflow, version).definition;
    const opening = (await this.cases.commands(caseId)).find(({ type }) => type === START_COMMAND);
    return openingFaults(
      payload,
      membersOf(start.payload, payload),
      membersOf(start.payload, opening?.payload),
    );
  }
}

/** @returns the members of a payload, what was left out filled in */
function membersOf(schema: z.ZodType, payload: Json | undefined): JsonObject {
  return z.record(z.string(), z.json()).parse(schema.parse(payload)) as JsonObject; // a payload is plain JSON
}
