import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type CaseFile, CaseReader, type CommandOutcome, Engine } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type CaseId, type CommandId, caseIdSchema, newId } from '../../kernel/ids.js';
import { type Instant, instantSchema } from '../../kernel/instant.js';
import type { Actor, CommandSpec } from '../../kernel/workflow.js';
import { readableEvents, refusedCommands, renumbered } from './case-history.js';
import {
  type Asker,
  type CaseKind,
  descriptionFor,
  holdsOffice,
  maySee,
  openTo,
  readingFor,
} from './case-kind.js';

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

/** A case with its kind. */
export interface KnownCase {
  readonly kind: CaseKind;
  readonly file: CaseFile;
}

/** What people name a case by, wherever its memory holds it. */
export const namedSchema = z.object({ reference: z.string().default(''), title: z.string().default('') });

/** Cases of any workflow as people use them: every command, and every question about them. */
@Injectable()
export class CaseDesk {
  constructor(
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
    return (await this.files(kind, filter, asker)).map((file) => caseLine(kind, file, asker));
  }

  /**
   * @param most that are counted for somebody without an office, whose cases are looked at one by one
   * @returns how many cases of each kind this person may know of are open, by collection; `most` means that or more
   */
  async openCounts(
    kinds: readonly CaseKind[],
    asker: Asker,
    most: number,
  ): Promise<ReadonlyMap<string, number>> {
    if (holdsOffice(asker)) {
      const counts = await this.cases.openCounts();
      return new Map(kinds.map(({ collection, workflow }) => [collection, counts.get(workflow.name) ?? 0]));
    }
    const found = kinds.map(async (kind): Promise<[string, number]> => {
      const files = await this.files(kind, { open: true, limit: most }, asker);
      return [kind.collection, files.length];
    });
    return new Map(await Promise.all(found));
  }

  /** @returns as {@link list}, the cases themselves; with `ended`, those alone that have ended */
  async files(
    kind: CaseKind,
    filter: CaseListFilter & { readonly ended?: boolean },
    asker: Asker,
  ): Promise<CaseFile[]> {
    const { open, ended, limit, before } = filter;
    return this.cases.list(
      {
        workflow: kind.workflow.name,
        ...(open ? { open } : {}),
        ...(ended ? { ended } : {}),
        ...(limit ? { limit } : {}),
        ...(before ? { before } : {}),
      },
      (file) => maySee(kind, asker, file),
    );
  }

  /** @returns the case as this person may read it @throws DomainError `case.unknown` */
  async show(kind: CaseKind, which: string, asker: Asker) {
    const file = await this.visible(kind, which, asker);
    const { state, revision, health, trouble, timers } = file;
    const all = holdsOffice(asker);
    return {
      ...caseLine(kind, file, asker),
      state,
      health,
      timers,
      revision: all ? revision : null, // counts what happened to hidden parts too
      trouble: all ? trouble : null, // an error's own text
      ...kind.view(file, asker),
      allowed: openTo(kind, asker, file),
    };
  }

  /**
   * @param knownAt only what was recorded by then; null: all of it
   * @returns events and refused commands. The offices see all of them; others what the kind of case lets them read, numbered
   *   among themselves, and the refused commands they sent.
   */
  async history(kind: CaseKind, which: string, asker: Asker, knownAt: Instant | null) {
    const file = await this.visible(kind, which, asker);
    return {
      events: await this.events(kind, file, asker, knownAt),
      refused: refusedCommands(await this.cases.commands(file.caseId), asker, knownAt),
    };
  }

  /**
   * @returns the history as a file: for the offices as `plenum verify` checks it without any database; for others an excerpt, what
   *   they may read of it
   */
  async exportHistory(kind: CaseKind, which: string, asker: Asker) {
    const file = await this.visible(kind, which, asker);
    const { caseId, workflow, version } = file;
    if (holdsOffice(asker))
      return {
        format: 'plenum-history-1',
        caseId,
        workflow,
        version,
        events: await this.cases.history(caseId),
      };
    const events = await this.events(kind, file, asker, null);
    return { format: 'plenum-history-excerpt-1', caseId, workflow, version, events };
  }

  /**
   * @param kinds of cases that there may be among them
   * @param origins cases that belong to the file of something else
   * @returns the histories, as {@link exportHistory} gives them, of those that this person may know of
   */
  async exportsOf(
    kinds: readonly CaseKind[],
    origins: readonly { readonly workflow: string; readonly caseId: string }[],
    asker: Asker,
  ) {
    const known = await this.known(kinds, origins, asker);
    const exported = origins.map(async ({ caseId }) => {
      const found = known.get(caseId);
      return found ? [await this.exportHistory(found.kind, found.file.caseId, asker)] : [];
    });
    return (await Promise.all(exported)).flat();
  }

  /**
   * @param which id or reference
   * @returns the case itself
   * @throws DomainError `case.unknown` also when the person may not know of it; `case.ambiguous` naming the ids when several
   *   cases of earlier days have the reference
   */
  async visible(kind: CaseKind, which: string, asker: Asker): Promise<CaseFile> {
    const { noun, collection, errors = 'case' } = kind;
    const [file, ...others] = await this.named(kind, which, asker);
    if (!file)
      throw new DomainError(
        `${errors}.unknown`,
        'not-found',
        `There is no ${noun} «${which}» that you may see. List the ${collection} to find its id or reference.`,
        { [noun]: which },
      );
    if (others.length === 0) return file;
    const ids = [file, ...others].map(({ caseId }) => caseId);
    throw new DomainError(
      `${errors}.ambiguous`,
      'conflict',
      `Several ${collection} have the reference «${which}»: use the id of the one you mean, ${ids.join(' or ')}.`,
      { [noun]: which, ids },
    );
  }

  /** @returns the case of that id, or those of that reference, that this person may know of; none is no error here */
  async named(kind: CaseKind, which: string, asker: Asker): Promise<CaseFile[]> {
    const id = caseIdSchema.safeParse(which);
    return this.cases.list(
      { workflow: kind.workflow.name, ...(id.success ? { id: id.data } : { reference: which }) },
      (file) => maySee(kind, asker, file),
    );
  }

  /**
   * @param kinds of cases that there may be among them
   * @param asked cases by workflow and id, or reference; those with an id are read at once
   * @returns those that this person may know of, by the id or reference asked for
   */
  async known(
    kinds: readonly CaseKind[],
    asked: readonly { readonly workflow: string; readonly caseId: string }[],
    asker: Asker,
  ): Promise<ReadonlyMap<string, KnownCase>> {
    const ids = [...new Set(asked.flatMap(({ caseId }) => caseIdSchema.safeParse(caseId).data ?? []))];
    const byId = new Map<string, KnownCase>(
      (await this.ofIds(kinds, ids, asker)).map((one) => [one.file.caseId, one]),
    );
    const found = asked.map(async ({ workflow, caseId }): Promise<[string, KnownCase][]> => {
      const id = caseIdSchema.safeParse(caseId);
      const kind = kinds.find((one) => one.workflow.name === workflow);
      if (!kind) return [];
      if (!id.success)
        return (await this.named(kind, caseId, asker)).slice(0, 1).map((file) => [caseId, { kind, file }]);
      const one = byId.get(id.data.toLowerCase());
      return one?.kind === kind ? [[caseId, one]] : [];
    });
    return new Map((await Promise.all(found)).flat());
  }

  private async ofIds(
    kinds: readonly CaseKind[],
    ids: readonly CaseId[],
    asker: Asker,
  ): Promise<readonly KnownCase[]> {
    if (ids.length === 0) return [];
    const files = await this.cases.list({ ids, limit: ids.length });
    return files.flatMap((file) => {
      const kind = kinds.find(({ workflow }) => workflow.name === file.workflow);
      return kind && maySee(kind, asker, file) ? [{ kind, file }] : [];
    });
  }

  private async events(kind: CaseKind, file: CaseFile, asker: Asker, knownAt: Instant | null) {
    const events = await this.cases.history(file.caseId, knownAt);
    const readable = readableEvents(events, readingFor(kind, asker, file, events));
    return holdsOffice(asker) ? readable : renumbered(readable);
  }
}

/** @returns the case as a line of a list, as this person may know it */
export function caseLine(kind: CaseKind, file: CaseFile, asker: Asker): CaseLine {
  const { reference, title } = namedSchema.parse(file.context);
  const { status, needed, next } = descriptionFor(kind, asker, file);
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
