import { Injectable } from '@nestjs/common';
import { CaseReader, WorkflowRegistry } from '../../../engine/index.js';
import type { CaseId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { caseFaults } from './case-faults.js';
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
}
