import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CaseFile, CaseObservers, WorkflowRegistry } from '../../../engine/index.js';
import { kindOf } from '../../case-kinds/index.js';
import type { BoardRow } from '../board.types.js';
import { boardRows } from './board.projection.js';
import { type CaseRows, keepRows, keepTrouble } from './board.store.js';

/** Under this name cases that the board could not follow are put down. */
export const BOARD = 'deadline-board';
/**
 * Raise it when the projection, or what a workflow says it waits for, gives other rows for the same case: the board is then made anew.
 * The fingerprint of a machine would not do: it leaves `waiting` out, and every other change of a machine would make all anew for nothing.
 */
const VERSION = 2;

/** Keeps the board level with the cases. */
@Injectable()
export class BoardObserver implements OnModuleInit {
  constructor(
    private readonly observers: CaseObservers,
    private readonly workflows: WorkflowRegistry,
  ) {}

  onModuleInit(): void {
    this.observers.register(BOARD, { version: VERSION, observe: (tx, files) => this.keep(tx, files) });
  }

  private async keep(tx: EntityManager, files: readonly CaseFile[]): Promise<void> {
    const followed: CaseRows[] = [];
    for (const file of files) {
      const { caseId, revision, workflow, version } = file;
      const { definition } = this.workflows.get(workflow, version);
      const rows = rowsOrTrouble(() => boardRows(file, definition, kindOf(workflow)));
      if (Array.isArray(rows)) followed.push({ caseId, revision, rows });
      // what the engine stumbles over, the projection may stumble over too: then the case is shown as it was, and stuck
      else if (file.health !== 'stuck' || !(await keepTrouble(tx, caseId, file.trouble))) throw rows.error;
    }
    await keepRows(tx, followed);
  }

  /** Puts every case down to be shown to the board again. @returns how many */
  async startOver(): Promise<number> {
    return this.observers.startOver(BOARD);
  }

  /** @returns how many cases were tried; 0 when nothing can be tried now */
  async catchUp(limit: number): Promise<number> {
    return this.observers.catchUp(limit);
  }

  /** @returns cases that the board has still to follow, and the last error of one that failed */
  async left(): Promise<{ readonly cases: number; readonly lastError: string | null }> {
    return this.observers.left(BOARD);
  }
}

function rowsOrTrouble(rows: () => BoardRow[]): BoardRow[] | { readonly error: unknown } {
  try {
    return rows();
  } catch (error) {
    return { error };
  }
}
