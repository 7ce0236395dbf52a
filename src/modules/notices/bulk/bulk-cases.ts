import { Injectable } from '@nestjs/common';
import { type CaseFile, CaseReader, WorkflowRegistry } from '../../../engine/index.js';
import type { WorkflowDefinition } from '../../../kernel/workflow.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { writtenProcedure } from '../../../../workflows/written-procedure/index.js';
import type { BulkFilter } from './bulk-reminder.dto.js';

/** How many cases one list may look at. Source: assumed. */
const AT_MOST = 10_000;

/** Finds the cases in which many are to be reminded. */
@Injectable()
export class BulkCases {
  constructor(
    private readonly cases: CaseReader,
    private readonly workflows: WorkflowRegistry,
  ) {}

  /**
   * @param atMost how many cases there may be
   * @returns live cases under way that a filter means, whatever is due in them: all of them
   * @throws DomainError `bulk.unknown-workflow` naming those that there are; `bulk.unknown-case` for an id that is none of a case under way;
   *   `bulk.too-many` when there are more than one list may hold
   */
  async filesFor(filter: BulkFilter, atMost: number = AT_MOST): Promise<CaseFile[]> {
    const names = this.workflowsFor(filter);
    const files: CaseFile[] = [];
    for (const workflow of names)
      files.push(
        ...(await this.cases.list(
          { workflow, open: true, limit: atMost + 1 },
          (file) => !file.historical && isMeant(file, filter),
        )),
      );
    requireNoMore(files, atMost);
    requireEach(filter, files);
    return files;
  }

  private workflowsFor({ workflow, collection }: BulkFilter): readonly string[] {
    const all = this.workflows
      .all()
      .map(({ definition }) => definition)
      .filter((one) => collectionOf(one) !== null && Object.hasOwn(one.commands, 'remind'));
    const meant = all.filter(
      (one) =>
        (workflow === undefined || one.name === workflow) &&
        (collection === undefined || collectionOf(one) === collection),
    );
    if (meant.length > 0 || (workflow === undefined && collection === undefined))
      return [...new Set(meant.map(({ name }) => name))];
    const known = all.map((one) => `${one.name} (${collectionOf(one) ?? ''})`).join(', ');
    throw new DomainError(
      'bulk.unknown-workflow',
      'invalid',
      `There are no cases of that kind to remind of. The workflows, with their collections: ${known}.`,
      { field: workflow === undefined ? 'collection' : 'workflow' },
    );
  }
}

/** @returns the name of its cases in addresses; null where reminders know nothing of such cases */
function collectionOf({ name, presented: shown }: WorkflowDefinition): string | null {
  return shown?.collection ?? (name === writtenProcedure.name ? 'written-procedures' : null);
}

/** A list that is cut short would be taken for the whole. */
function requireNoMore(files: readonly CaseFile[], atMost: number): void {
  if (files.length <= atMost) return;
  throw new DomainError(
    'bulk.too-many',
    'invalid',
    `There are more than ${atMost} such cases, too many for one list. Narrow the filter: by workflow, or by ids.`,
    { atMost },
  );
}

function requireEach({ ids = [] }: BulkFilter, files: readonly CaseFile[]): void {
  const unknown = ids.filter((id) => !files.some((file) => isMeant(file, { late: false, ids: [id] })));
  if (unknown.length === 0) return;
  throw new DomainError(
    'bulk.unknown-case',
    'invalid',
    `ids: there is no case ${unknown.join(', ')} of that kind under way. List the cases to find the id or reference.`,
    { field: 'ids', unknown },
  );
}

function isMeant({ caseId, context }: CaseFile, { ids }: BulkFilter): boolean {
  return ids === undefined || ids.includes(caseId) || ids.includes(String(context['reference']));
}
