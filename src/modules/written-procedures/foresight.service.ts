import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Json } from '../../kernel/json.js';
import type { Actor, CaseDescription, Refusal } from '../../kernel/workflow.js';
import { mailsOf } from './rehearsed-course.js';
import { RuleSets } from './rule-sets.service.js';
import { gatherFacts } from './written-procedure.facts.js';
import { viewOfMemory } from './written-procedure.view.js';

/** What a command would do if it were received now. */
export interface Foreseen {
  readonly at: Instant;
  /** why it would be refused; null when it would be accepted */
  readonly refusal: Refusal | null;
  /** the procedure as the command would leave it, in words */
  readonly after: CaseDescription;
  /** and its memory, as {@link viewOfMemory} gives it */
  readonly view: ReturnType<typeof viewOfMemory>;
  /** mails it would send at once, by template */
  readonly mails: Readonly<Record<string, number>>;
}

/** Tells what a command would do before it is given: the same machine, the same facts, nothing stored. */
@Injectable()
export class Foresight {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly cases: CaseReader,
    private readonly ruleSets: RuleSets,
  ) {}

  /**
   * @param caseId a procedure that the person may see
   * @param type a command
   * @param payload as its schema gives it
   * @returns what would become of the procedure; a refusal is an answer here, not an error
   * @throws UnknownCase
   */
  async foresee(caseId: CaseId, type: string, payload: Json, actor: Actor): Promise<Foreseen> {
    const at = await this.clock.now(this.dataSource.manager);
    const play = await this.cases.rehearsal(caseId);
    play.timePassesTo(at);
    const before = play.events.length;
    const refusal = await this.try(async () => {
      const question = { caseId, type, actor, payload, receivedAt: at };
      const facts = await gatherFacts(this.dataSource.manager, question, {
        ruleSets: this.ruleSets,
        cases: this.cases,
      });
      return play.command({ type, occurredAt: at, commandId: 'foreseen', actor, payload, facts });
    });
    const after = play.describe();
    const mails = mailsOf(play.events.slice(before));
    return { at, refusal, after, view: viewOfMemory(play.context), mails };
  }

  /** Facts that cannot be had refuse the command, as the engine does it. */
  private async try(give: () => Promise<Refusal | null>): Promise<Refusal | null> {
    try {
      return await give();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { field } = error.details;
      const { code, message } = error;
      return { code, message, ...(typeof field === 'string' ? { field } : {}) };
    }
  }
}
