import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type CaseFile, CaseReader, type CommandOutcome, Engine } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type CaseId, type CommandId, caseIdSchema, newId } from '../../kernel/ids.js';
import { type Instant, instantSchema } from '../../kernel/instant.js';
import type { Actor, CommandSpec } from '../../kernel/workflow.js';
import { type Asker, type CaseKind, holdsOffice, maySee, openTo } from './case-kind.js';

/** Which cases to list. */
export const caseListSchema = z.strictObject({
  open: z.stringbool({ error: '«true» or «false»' }).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  before: caseIdSchema.optional(),
});
export type CaseListFilter = z.output<typeof caseListSchema>;
/** What was known when. */
export const caseKnownSchema = z.strictObject({ knownAt: instantSchema.optional() });

/** A case in a list. */
export interface CaseLine {
  readonly id: CaseId;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly needed: string;
  readonly next: { readonly sentence: string; readonly at: Instant } | null;
  readonly ended: boolean;
  readonly imported: boolean;
}

const namedSchema = z.object({ reference: z.string().default(''), title: z.string().default('') });

/** Cases of any workflow as people use them: every command, and every question about them. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
  ) {}

  /** Opens a case. @throws InvalidInput naming the faulty fields */
  async open(
    kind: CaseKind,
    payload: unknown,
    actor: Actor,
    commandId: CommandId = newId(),
  ): Promise<CommandOutcome> {
    return this.engine.start({ workflow: kind.workflow.name, commandId, actor, payload });
  }

  /**
   * Gives a command to a case.
   *
   * @param which id or reference
   * @returns the engine's outcome; a refusal says what was asked, the current state and what would be allowed
   * @throws InvalidInput; DomainError `case.unknown` also when the person may not know of it
   */
  async act(
    kind: CaseKind,
    which: string,
    command: string,
    payload: unknown,
    { actor, asker, commandId }: { actor: Actor; asker: Asker; commandId?: CommandId },
  ): Promise<CommandOutcome> {
    requireCommand(kind, command);
    const { caseId } = await this.visible(kind, which, asker);
    return this.engine.submit({ caseId, type: command, commandId: commandId ?? newId(), actor, payload });
  }

  /** @returns the cases this person may know of, newest first */
  async list(kind: CaseKind, filter: CaseListFilter, asker: Asker): Promise<CaseLine[]> {
    const { open, limit, before } = filter;
    const files = await this.cases.list(
      {
        workflow: kind.workflow.name,
        ...(open ? { open } : {}),
        ...(limit ? { limit } : {}),
        ...(before ? { before } : {}),
      },
      (file) => maySee(kind, asker, file),
    );
    return files.map(caseLine);
  }

  /** @returns the case as this person may read it @throws DomainError `case.unknown` */
  async show(kind: CaseKind, which: string, asker: Asker) {
    const file = await this.visible(kind, which, asker);
    const { state, revision, health, trouble, timers } = file;
    return {
      ...caseLine(file),
      state,
      revision,
      health,
      trouble,
      timers,
      ...kind.view(file, asker),
      allowed: openTo(kind, asker, file),
    };
  }

  /**
   * @param knownAt only what was recorded by then; null: all of it
   * @returns events and refused commands. The offices see all of them; others see what happened without what was said in the
   *   commands, and their own refused ones.
   */
  async history(kind: CaseKind, which: string, asker: Asker, knownAt: Instant | null) {
    const { caseId } = await this.visible(kind, which, asker);
    const [events, received] = [await this.cases.history(caseId, knownAt), await this.cases.commands(caseId)];
    const all = holdsOffice(asker);
    return {
      events: events.map(({ cause: _cause, data, ...event }) => (all ? { ...event, data } : event)),
      refused: received
        .filter(({ status, receivedAt }) => status === 'refused' && (!knownAt || receivedAt <= knownAt))
        .filter(({ actor }) => all || actor.party === asker.party)
        .map(({ type, receivedAt, actor, payload, outcome }) => ({
          command: type,
          receivedAt,
          actor,
          payload,
          refusal: outcome?.refusal ?? null,
        })),
    };
  }

  /** @returns the history as a file that `plenum verify` checks without any database */
  async exportHistory(kind: CaseKind, which: string, asker: Asker) {
    const { caseId, workflow, version } = await this.visible(kind, which, asker);
    return {
      format: 'plenum-history-1',
      caseId,
      workflow,
      version,
      events: await this.cases.history(caseId),
    };
  }

  /** @returns the case itself @throws DomainError `case.unknown` also when the person may not know of it */
  async visible(kind: CaseKind, which: string, asker: Asker): Promise<CaseFile> {
    for (const caseId of await this.idsOf(kind, which)) {
      const file = await this.cases.view(caseId);
      if (file.workflow === kind.workflow.name && maySee(kind, asker, file)) return file;
    }
    throw new DomainError(
      'case.unknown',
      'not-found',
      `There is no ${kind.noun} «${which}» that you may see. List the ${kind.collection} to find its id or reference.`,
      { kind: kind.collection, which },
    );
  }

  private async idsOf(kind: CaseKind, which: string): Promise<CaseId[]> {
    const id = caseIdSchema.safeParse(which);
    const rows = await this.dataSource.query<{ id: CaseId }[]>(
      id.success
        ? `select id from case_file where workflow = $1 and id = $2::uuid and snapshot is not null`
        : `select id from case_file where workflow = $1 and snapshot #>> '{context,reference}' = $2 order by id desc`,
      [kind.workflow.name, which],
    );
    return rows.map((row) => row.id);
  }
}

/** @returns the case as a line of a list */
export function caseLine(file: CaseFile): CaseLine {
  const { reference, title } = namedSchema.parse(file.context);
  const { status, needed, next } = file.description;
  const { caseId: id, ended, historical: imported } = file;
  return { id, reference, title, status, needed, next, ended, imported };
}

/** @returns the command of that name @throws DomainError `command.unknown` naming the commands */
export function requireCommand(kind: CaseKind, name: string): CommandSpec {
  const { commands } = kind.workflow;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command;
  throw new DomainError(
    'command.unknown',
    'not-found',
    `There is no command «${name.slice(0, 60)}» of a ${kind.noun}. The commands are: ${Object.keys(commands).join(', ')}.`,
  );
}
