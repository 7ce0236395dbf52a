import type { EntityManager } from 'typeorm';
import type { CaseId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Json, JsonObject } from '../kernel/json.js';
import type { Actor } from '../kernel/workflow.js';
import { START } from './stores/inbox.store.js';

/** The command for which facts are wanted. */
export interface FactsQuestion {
  readonly caseId: CaseId;
  readonly type: string;
  readonly actor: Actor;
  readonly payload: Json;
  readonly receivedAt: Instant;
}

/** Reads what the application's records said at the instant of receipt. Throws a DomainError to refuse the command. */
export type FactsGatherer = (tx: EntityManager, question: FactsQuestion) => Promise<JsonObject>;

/** Looks at a command that opens a case of any workflow. Throws a DomainError to refuse it. */
export type OpeningCheck = (tx: EntityManager, workflow: string, question: FactsQuestion) => Promise<void>;

/** One gatherer per workflow: who held which office, the roll, the rules, as of the command's receipt. */
export class FactsRegistry {
  private readonly gatherers = new Map<string, FactsGatherer>();
  private readonly openingChecks: OpeningCheck[] = [];

  /** @throws Error when the workflow has one already */
  register(workflow: string, gatherer: FactsGatherer): void {
    if (this.gatherers.has(workflow))
      throw new Error(`the workflow ${workflow} has a facts gatherer already`);
    this.gatherers.set(workflow, gatherer);
  }

  /** @param check run before the facts of every opening, of imported cases too, in the transaction that opens the case */
  registerOpeningCheck(check: OpeningCheck): void {
    this.openingChecks.push(check);
  }

  /**
   * @returns the facts, `{}` for a workflow that needs none
   * @throws DomainError of a check or of the gatherer, which refuses the command
   */
  async gather(tx: EntityManager, workflow: string, question: FactsQuestion): Promise<JsonObject> {
    if (question.type === START) for (const check of this.openingChecks) await check(tx, workflow, question);
    return (await this.gatherers.get(workflow)?.(tx, question)) ?? {};
  }
}
