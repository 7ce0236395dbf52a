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
  /** may be called any number of times for the same case, with several at once; they are locked meanwhile */
  readonly observe: (tx: EntityManager, files: readonly CaseFile[]) => Promise<void>;
}

/** A case as a run has left it, with its armed timers, soonest first. */
export interface ShownCase {
  readonly row: CaseRow;
  readonly timers: readonly TimerRow[];
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
   * Shows cases to every observer, in one savepoint as long as all goes well. Where one fails each is shown each case by itself: the one
   * that fails leaves no trace, and the case is put down for it, to be shown again by a sweep.
   *
   * @param tx the transaction of the run, which holds the locks of the cases
   */
  async show(tx: EntityManager, cases: readonly ShownCase[]): Promise<void> {
    if (cases.length === 0 || (await this.isShownAtOnce(tx, cases))) return;
    for (const shown of cases)
      for (const [name, observer] of this.observers) {
        try {
          await tx.transaction((inner) => observer.observe(inner, [this.present(shown)]));
        } catch (error) {
          await this.failed(tx, { observer: name, caseId: shown.row.id }, error);
        }
      }
  }

  /** @returns false when an observer failed, and nothing was kept; which one, and on what, is found out by showing one by one */
  private async isShownAtOnce(tx: EntityManager, cases: readonly ShownCase[]): Promise<boolean> {
    try {
      const files = cases.map((shown) => this.present(shown));
      await tx.transaction(async (inner) => {
        for (const observer of this.observers.values()) await observer.observe(inner, files);
      });
      return true;
    } catch {
      return false;
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
    const timers = await armedTimers(tx, due.caseId);
    await this.require(due.observer).observe(tx, [this.present({ row, timers })]);
  }

  private async failed(tx: EntityManager, due: DueObservation, error: unknown): Promise<void> {
    const text = error instanceof Error ? error.message : String(error);
    this.log.warn('An observer failed on a case, which goes on; it is shown to it again.', {
      ...due,
      error: text,
    });
    await putDownFailure(tx, due, text);
  }

  private present({ row, timers }: ShownCase): CaseFile {
    return presentCase(this.workflows.get(row.workflow, row.version).definition, row, timers);
  }

  private require(name: string): CaseObserver {
    const observer = this.observers.get(name);
    if (!observer) throw new Error(`there is no observer ${name}`);
    return observer;
  }
}
