import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CaseFile, CaseReader } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { CaseKind } from '../cases/index.js';
import { HOSTING_TERMS, MANDATES } from './mandate.kinds.js';

const PAGE = 200;

/** A case that waits for an event, or is dated by it. */
export interface WaitingCase {
  readonly caseId: CaseId;
  readonly revision: number;
  readonly dueAt: Instant | null;
  /** how the date was given, with the meeting in brackets; null without a date */
  readonly rule: string | null;
}

/** Reads the mandates and hosting terms that have not ended. */
@Injectable()
export class OpenCases {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseReader,
  ) {}

  /** @returns every live case of the kind that has not ended, newest first */
  async of(kind: CaseKind): Promise<CaseFile[]> {
    const files: CaseFile[] = [];
    for (let before: CaseId | undefined; ;) {
      const filter = { workflow: kind.workflow.name, open: true, limit: PAGE };
      const page = await this.cases.list(before ? { ...filter, before } : filter);
      files.push(...page.filter(({ historical }) => !historical));
      before = page.at(-1)?.caseId;
      if (page.length < PAGE) return files;
    }
  }

  /**
   * @param event such as `plenary-2013`
   * @param historical those of imported histories instead of the live ones
   * @returns open cases whose term is that event, oldest first
   */
  async waitingFor(event: string, historical: boolean): Promise<WaitingCase[]> {
    return this.dataSource.query<WaitingCase[]>(
      `select id as "caseId", revision, coalesce(snapshot #>> '{context,term,dueAt,at}', snapshot #>> '{context,evaluation,term,dueAt,at}') as "dueAt",
          coalesce(snapshot #>> '{context,term,dueAt,rule}', snapshot #>> '{context,evaluation,term,dueAt,rule}') as rule
         from case_file where workflow = any($1) and not ended and historical = $3
          and $2 in (snapshot #>> '{context,term,event}', snapshot #>> '{context,evaluation,term,event}') order by id`,
      [[MANDATES.workflow.name, HOSTING_TERMS.workflow.name], event, historical],
    );
  }
}
