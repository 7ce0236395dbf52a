import { Injectable } from '@nestjs/common';
import {
  type CaseFile,
  CaseReader,
  type CommandOutcome,
  type EffectResult,
  Engine,
  type OutboxMessage,
  PermanentFailure,
} from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import { openCaseSchema, tellCaseSchema } from '../../../workflows/casework/index.js';
import { openingId } from './following.js';
import { isImported } from './imported.js';

/** Acts where one case opens another, or tells it something. */
export const SYSTEM: Actor = { kind: 'system', id: 'casework', name: 'Plenum' };

/** A case that follows from something recorded elsewhere. */
export interface Opening {
  readonly workflow: string;
  readonly payload: object;
  readonly at: Instant;
  readonly historical: boolean;
}

/** A command that one case gives to another. */
export interface Word {
  readonly caseId: CaseId;
  readonly name: string;
  readonly key: string;
  readonly command: string;
  readonly payload: object;
}

/** Joins cases: what one of them asks of another, done once however often it is tried. What is refused is parked with the reason. */
@Injectable()
export class CaseLinks {
  constructor(
    private readonly engine: Engine,
    private readonly cases: CaseReader,
  ) {}

  /** Opens the case that an effect asks for; of an imported history as part of it. */
  async open(message: OutboxMessage): Promise<EffectResult> {
    const { workflow, key, payload } = openCaseSchema.parse(message.payload);
    return this.opened(message, workflow, key, payload);
  }

  /**
   * @param message the effect behind it
   * @param key unique among the cases that the same case opens
   * @returns done @throws PermanentFailure with the reason when the opening is refused; Error while it is not decided
   */
  async opened(
    message: OutboxMessage,
    workflow: string,
    key: string,
    payload: object,
  ): Promise<EffectResult> {
    const historical = await isImported(this.cases, message);
    return this.openAs(openingId(message.caseId, key), {
      workflow,
      payload,
      at: message.occurredAt,
      historical,
    });
  }

  /**
   * Opens a case that follows from something recorded elsewhere, such as a clause; once, however often it is asked.
   *
   * @param commandId the same each time
   * @param opening `at` is its legal instant where it is part of an imported history
   * @returns as {@link opened}, and throws as it does
   */
  async openAs(commandId: CommandId, opening: Opening): Promise<EffectResult> {
    const { workflow, payload, at, historical } = opening;
    const outcome = await this.engine.start({
      workflow,
      commandId,
      actor: SYSTEM,
      payload,
      ...(historical ? { asOf: at, historical: true } : {}),
    });
    return settled(outcome, `to open ${workflow}`);
  }

  /** @returns the open cases of a workflow about a party, of imported histories or live */
  async openAbout(workflow: string, party: string, historical: boolean): Promise<readonly CaseFile[]> {
    return this.cases.list(
      { workflow, open: true },
      (file) => file.historical === historical && file.context['party'] === party,
    );
  }

  /**
   * Gives a command that follows from something recorded elsewhere.
   *
   * @returns as {@link told}, and throws as it does
   */
  async tellAs(commandId: CommandId, word: Omit<Word, 'key'>, at: Instant | null): Promise<EffectResult> {
    const { caseId, name, command, payload } = word;
    const outcome = await this.engine.submit({
      caseId,
      type: command,
      commandId,
      actor: SYSTEM,
      payload,
      ...(at === null ? {} : { asOf: at }),
    });
    return settled(outcome, `to tell «${name}» ${command}`);
  }

  /** Gives the command that an effect asks for to the case of that reference. */
  async tell(message: OutboxMessage): Promise<EffectResult> {
    const { workflow, reference, key, command, payload } = tellCaseSchema.parse(message.payload);
    const historical = await isImported(this.cases, message);
    const caseId = await this.caseOf(workflow, reference, historical);
    if (caseId === null)
      throw new PermanentFailure(
        `There is no ${workflow} of the reference «${reference}» to be told «${command}».`,
      );
    return this.told(message, { caseId, name: reference, key, command, payload });
  }

  /**
   * @param message the effect behind it
   * @param word to which case, by what name in messages, the command, and a key unique among what the asking case does to others
   * @returns done @throws PermanentFailure with the reason when the command is refused; Error while it is not decided
   */
  async told(message: OutboxMessage, word: Word): Promise<EffectResult> {
    const { key, ...rest } = word;
    const commandId = `case/${message.caseId ?? ''}/tell/${key}` as CommandId;
    return this.tellAs(commandId, rest, (await isImported(this.cases, message)) ? message.occurredAt : null);
  }

  private async caseOf(workflow: string, reference: string, historical: boolean): Promise<CaseId | null> {
    const files = await this.cases.list({ workflow, reference });
    return files.find((file) => file.historical === historical)?.caseId ?? null;
  }
}

function settled({ status, refusal, caseId }: CommandOutcome, what: string): EffectResult {
  if (status === 'accepted') return 'done';
  if (status === 'pending') throw new Error(`case ${caseId} has not decided yet`);
  throw new PermanentFailure(`${what}: ${refusal?.message ?? `case ${caseId} set the command aside`}`);
}
