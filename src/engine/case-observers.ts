import type { DataSource, EntityManager } from 'typeorm';
import { presentCase } from './case-file.js';
import type { CaseFile } from './engine.types.js';
import { type CaseRow, lockCase } from './stores/case.store.js';
import {
  type DueObservation,
  lockDueObservation,
  observationsLeft,
  putDownEveryCase,
  putDownFailure,
  recordObserver,
  strikeOff,
} from './stores/observation.store.js';
import { type TimerRow, armedTimers } from './stores/timer.store.js';
import { inTransaction } from './transaction.js';
import type { WorkflowRegistry } from './workflow.registry.js';

/**
 * Keeps something that follows from cases, such as a read model. It is shown a case after each run that changed it, in the
 * transaction of that run, and may write only what can be made again from the case alone.
 */
export interface CaseObserver {
  /** raised when it would write something else for the same case: every case is then shown to it again */
  readonly version: number;
  /** may be called any number of times for the same case; the case is locked meanwhile */
  readonly observe: (tx: EntityManager, file: CaseFile) => Promise<void>;
}

/** How long one sweep goes on showing what was put down: the other work of a sweep waits meanwhile. */
const BUDGET_MS = 2000;

/** Those who are shown every case as it changes. What they keep is derived, so that no failure of theirs ever stops a case. */
export class CaseObservers {
  private readonly observers = new Map<string, CaseObserver>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly workflows: WorkflowRegistry,
    private readonly log: { warn(message: string, details: object): void },
  ) {}

  /**
   * @param name unique, kept in the database
   * @throws Error when the name is taken
   */
  register(name: string, observer: CaseObserver): void {
    if (this.observers.has(name)) throw new Error(`the observer ${name} is registered already`);
    this.observers.set(name, observer);
  }

  /** Called when a process starts: cases that an observer has never seen, or saw under an earlier version, are put down for it. */
  async enlist(): Promise<void> {
    for (const [name, { version }] of this.observers) {
      await inTransaction(this.dataSource, async (tx) => {
        if (await recordObserver(tx, name, version)) await putDownEveryCase(tx, name);
      });
    }
  }

  /**
   * Shows a case to every observer, each in a savepoint. One that fails leaves no trace; the case is put down for it, to be
   * shown again by a sweep.
   *
   * @param tx the transaction of the run, which holds the case's lock
   * @param row the case as the run has left it
   * @param timers the armed ones, soonest first
   */
  async show(tx: EntityManager, row: CaseRow, timers: readonly TimerRow[]): Promise<void> {
    for (const [name, observer] of this.observers) {
      try {
        await tx.transaction((inner) => observer.observe(inner, this.present(row, timers)));
      } catch (error) {
        await this.failed(tx, { observer: name, caseId: row.id }, error);
      }
    }
  }

  /**
   * Shows what was put down, each case in a transaction of its own. Several processes share the work: none waits for a case that
   * another has locked.
   *
   * @param limit at most so many cases
   * @param budgetMs no further case is begun after so many milliseconds
   * @returns how many were tried; 0 when nothing can be tried now
   */
  async catchUp(limit = Number.POSITIVE_INFINITY, budgetMs = BUDGET_MS): Promise<number> {
    const end = performance.now() + budgetMs;
    let tried = 0;
    do {
      if (!(await this.showNext())) return tried;
      tried += 1;
    } while (tried < limit && performance.now() < end);
    return tried;
  }

  /** Puts every case down for an observer. @returns how many @throws Error when there is no such observer */
  async startOver(name: string): Promise<number> {
    this.require(name);
    return putDownEveryCase(this.dataSource.manager, name);
  }

  /** @returns how many cases an observer has still to be shown, and the last error of one that failed */
  async left(name: string): Promise<{ readonly cases: number; readonly lastError: string | null }> {
    return observationsLeft(this.dataSource.manager, name);
  }

  /** @returns false when nothing can be shown now */
  private async showNext(): Promise<boolean> {
    let due: DueObservation | null = null;
    try {
      await inTransaction(this.dataSource, async (tx) => {
        due = await lockDueObservation(tx, [...this.observers.keys()]);
        if (due) await this.showAgain(tx, due);
      });
    } catch (error) {
      if (!due) throw error;
      await this.failed(this.dataSource.manager, due, error);
    }
    return due !== null;
  }

  private async showAgain(tx: EntityManager, due: DueObservation): Promise<void> {
    const row = await lockCase(tx, due.caseId);
    if (!(await strikeOff(tx, due))) return;
    await this.require(due.observer).observe(tx, this.present(row, await armedTimers(tx, due.caseId)));
  }

  private async failed(tx: EntityManager, due: DueObservation, error: unknown): Promise<void> {
    const text = error instanceof Error ? error.message : String(error);
    this.log.warn('An observer failed on a case, which goes on; it is shown to it again.', {
      ...due,
      error: text,
    });
    await putDownFailure(tx, due, text);
  }

  private present(row: CaseRow, timers: readonly TimerRow[]): CaseFile {
    return presentCase(this.workflows.get(row.workflow, row.version).definition, row, timers);
  }

  private require(name: string): CaseObserver {
    const observer = this.observers.get(name);
    if (!observer) throw new Error(`there is no observer ${name}`);
    return observer;
  }
}
