import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, type EffectResult, type OutboxMessage, PermanentFailure } from '../../engine/index.js';
import {
  type OpenForEach,
  backFrom,
  openForEachSchema,
  openingsOf,
} from '../../../workflows/casework/index.js';
import type { CommandId } from '../../kernel/ids.js';
import { rollAt } from '../registry/index.js';
import { CaseLinks, type Opening } from './case-links.service.js';
import { openingId } from './following.js';
import { isImported } from './imported.js';

/**
 * Opens a case for each of several, as a case asks: the roll is looked up at the instant that the effect names. Tried again after a
 * crash it opens what is missing, and nothing twice.
 */
@Injectable()
export class OpeningsForEach {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: CaseLinks,
    private readonly cases: CaseReader,
  ) {}

  /**
   * Opens every case before anything is said of those that are refused, then gives the asking case the list of those opened.
   *
   * @throws PermanentFailure naming each code whose case was refused, and why; Error while one is not decided yet
   */
  async carryOut(message: OutboxMessage): Promise<EffectResult> {
    const asked = openForEachSchema.parse(message.payload);
    const historical = await isImported(this.cases, message); // read once: the asking case may be a large one
    const opened: string[] = [];
    const refused: string[] = [];
    for (const { party, opening } of openingsOf(asked, await this.rollOf(asked))) {
      const { workflow, key, payload } = opening;
      const why = await this.refusalOf(openingId(message.caseId, key), {
        workflow,
        payload,
        at: message.occurredAt,
        historical,
      });
      if (why === null) opened.push(party);
      else refused.push(`${party}: ${why}`);
    }
    await this.giveBack(message, asked, opened);
    if (refused.length > 0) throw new PermanentFailure(refused.join('; ').slice(0, 2000));
    return 'done';
  }

  private async refusalOf(commandId: CommandId, opening: Opening): Promise<string | null> {
    try {
      await this.links.openAs(commandId, opening);
      return null;
    } catch (error) {
      if (error instanceof PermanentFailure) return error.message;
      throw error;
    }
  }

  private async giveBack(
    message: OutboxMessage,
    asked: OpenForEach,
    opened: readonly string[],
  ): Promise<void> {
    const back = backFrom(asked, opened);
    const { caseId } = message;
    if (back === null || caseId === null) return;
    const key = `${asked.key}/back-${opened.length}`; // tried again after what was refused is mended, it is another word
    await this.links.told(message, { ...back, caseId, name: asked.key, key });
  }

  private async rollOf({ of, at }: OpenForEach): Promise<Parameters<typeof openingsOf>[1]> {
    const codes = async (kind: 'participant' | 'observer') =>
      (await rollAt(this.dataSource.manager, at, kind)).map(({ code }) => code);
    return {
      participants: of.kind === 'participants' ? await codes('participant') : [],
      observers: of.kind === 'observers' ? await codes('observer') : [],
    };
  }
}
