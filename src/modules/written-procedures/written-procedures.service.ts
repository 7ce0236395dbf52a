import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  type CaseFile,
  CaseReader,
  type CommandOutcome,
  Engine,
  FactsRegistry,
  LegalClock,
} from '../../engine/index.js';
import { type CaseId, type CommandId, newId } from '../../kernel/ids.js';
import { type Instant, instantSchema } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import {
  type Asker,
  CaseDesk,
  type CaseListFilter,
  OPERATOR,
  readableEvents,
  readingFor,
  refusedCommands,
} from '../cases/index.js';
import { DocumentFiles } from '../documents/index.js';
import { MailTemplates, mailEffectSchema } from '../notifications/index.js';
import {
  type CommandName,
  documentSchema,
  effectivePosition,
  procedureContextSchema,
  writtenProcedure,
} from '../../../workflows/written-procedure/index.js';
import { PROCEDURES, procedureView } from './procedure.kind.js';
import { RuleSets } from './rule-sets.service.js';
import { gatherFacts } from './written-procedure.facts.js';
import { registerWrittenProcedureMails } from './written-procedure.mails.js';
import { contextOf, lineOf, positionsOf, timetableOf } from './written-procedure.view.js';

/** What held at an instant, as known at another. */
export const standingSchema = z.strictObject({
  at: instantSchema.optional(),
  knownAt: instantSchema.optional(),
});

export type StartedCommand = Exclude<CommandName, 'draft'>;

/** Written procedures as people use them: every command, and every question about them. */
@Injectable()
export class WrittenProcedures implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly desk: CaseDesk,
    private readonly clock: LegalClock,
    private readonly facts: FactsRegistry,
    private readonly templates: MailTemplates,
    private readonly ruleSets: RuleSets,
    private readonly files: DocumentFiles,
  ) {}

  onModuleInit(): void {
    const { name } = writtenProcedure;
    this.facts.register(name, (tx, question) =>
      gatherFacts(tx, question, { ruleSets: this.ruleSets, cases: this.cases }),
    );
    registerWrittenProcedureMails(this.templates);
    this.templates.registerCheck(name, async (tx, mail, message) => {
      if (mail.template !== 'reminder' || !message.caseId) return null;
      return whyNoReminder(
        await this.cases.view(message.caseId, tx),
        mailEffectSchema.parse(message.payload),
      );
    });
  }

  /** Opens a draft. @throws InvalidInput naming the faulty fields, or a document that is said to be kept and is not */
  async draft(payload: unknown, actor: Actor, commandId: CommandId = newId()): Promise<CommandOutcome> {
    await this.files.requireKept(filesNamed(payload));
    return this.engine.start({ workflow: writtenProcedure.name, commandId, actor, payload });
  }

  /**
   * Gives a command to a procedure.
   *
   * @param procedure id or reference
   * @param command one of the workflow's commands
   * @param payload checked by the command's schema
   * @returns the engine's outcome; a refusal says what was asked, the current state and what would be allowed
   * @throws InvalidInput, DomainError `procedure.unknown`
   */
  async act(
    procedure: string,
    command: string,
    payload: unknown,
    actor: Actor,
    commandId: CommandId = newId(),
  ): Promise<CommandOutcome> {
    const caseId = await this.idOf(procedure);
    await this.files.requireKept(filesNamed(payload));
    return this.engine.submit({
      caseId,
      type: command,
      commandId,
      actor,
      payload: throughApi(command, payload),
    });
  }

  /** @returns the procedures this person may see, newest first */
  async list(filter: CaseListFilter, asker: Asker) {
    return (await this.desk.files(PROCEDURES, filter, asker)).map(lineOf);
  }

  /** @throws DomainError `procedure.unknown` also when the person may not see it */
  async show(procedure: string, asker: Asker) {
    return procedureView(await this.visible(procedure, asker), asker);
  }

  /** @returns every member with its position; observers after them */
  async positions(procedure: string, asker: Asker) {
    return positionsOf(contextOf(await this.visible(procedure, asker)));
  }

  /** @returns what lies ahead: mails with the number of their recipients, and deadlines */
  async timetable(procedure: string, asker: Asker) {
    return timetableOf(await this.visible(procedure, asker), await this.clock.now(this.dataSource.manager));
  }

  /**
   * @returns the events, as known at an instant if one is given, and the refused commands with their refusals. The offices see
   *   all of it; a party sees what happened from the launch on, and each of its people the refused commands of their own.
   */
  async history(procedure: string, asker: Asker, knownAt: Instant | null) {
    const file = await this.visible(procedure, asker);
    const events = await this.cases.history(file.caseId, knownAt);
    return {
      events: readableEvents(events, readingFor(PROCEDURES, asker, file, events)),
      refused: refusedCommands(await this.cases.commands(file.caseId), asker, knownAt),
    };
  }

  /** @returns the history as a file: whole for the offices, for a party an excerpt. See {@link CaseDesk.exportHistory}. */
  async exportHistory(procedure: string, asker: Asker) {
    return this.desk.exportHistory(PROCEDURES, procedure, asker);
  }

  /**
   * What was known at one instant about what held at another: an outcome declared in January and annulled in February held
   * in January as known in January, and never held as known in March.
   *
   * @param question `at`: when it should hold; `knownAt`: what the answer may know. Both default to now.
   * @returns the status then, whether an outcome held, in a sentence, and the declarations known
   */
  async standing(procedure: string, asker: Asker, question: z.output<typeof standingSchema>) {
    const { caseId } = await this.visible(procedure, asker);
    const now = await this.clock.now(this.dataSource.manager);
    const { knownAt = now, at = knownAt } = question;
    const file = await this.cases.asKnownAt(caseId, knownAt);
    if (!file)
      return {
        at,
        knownAt,
        status: 'unknown',
        held: null,
        sentence: `On ${knownAt} nothing was known of this procedure.`,
        declarations: [],
        positions: [],
      };
    const context = contextOf(file);
    const made = context.declarations.filter((declaration) => declaration.at <= at);
    const standing = made.findLast(
      (declaration) => declaration.annulled === null && declaration.authority !== 'lacking',
    );
    const held = standing?.outcome ?? null;
    const positions = context.positions.filter((position) => position.receivedAt <= at);
    return {
      at,
      knownAt,
      status: file.description.status,
      state: file.state,
      needed: file.description.needed,
      held,
      sentence: standingSentence(held, made, at, knownAt),
      declarations: made,
      contests: context.contests,
      positions,
    };
  }

  /** @returns a case id from an id or a reference @throws DomainError `procedure.unknown`, `procedure.ambiguous` */
  async idOf(procedure: string): Promise<CaseId> {
    return (await this.visible(procedure, OPERATOR)).caseId;
  }

  private async visible(procedure: string, asker: Asker): Promise<CaseFile> {
    return this.desk.visible(PROCEDURES, procedure, asker);
  }
}

/** A reminder goes only to whom it still concerns when it is sent: the round is open, and the party has not answered. */
function whyNoReminder(file: CaseFile, mail: { to: { party: string }; round: number | null }): string | null {
  const context = procedureContextSchema.parse(file.context);
  if (context.round?.number !== mail.round || context.round?.closed)
    return 'the window of that round has closed';
  return effectivePosition(context, mail.to.party) ? 'the party has answered meanwhile' : null;
}

function standingSentence(
  held: string | null,
  made: readonly { annulled: object | null; authority: string; outcome: string; by: { name: string } }[],
  at: Instant,
  knownAt: Instant,
): string {
  const last = made.at(-1);
  if (held) return `As known on ${knownAt}, the outcome «${held}» held on ${at}.`;
  if (!last) return `As known on ${knownAt}, no outcome had been declared on ${at}.`;
  if (last.annulled)
    return `As known on ${knownAt}, no outcome held on ${at}: the declaration by ${last.by.name} was annulled.`;
  return `As known on ${knownAt}, no outcome held on ${at}: ${last.by.name} declared «${last.outcome}» without holding the office.`;
}

/** @returns fingerprints of the documents whose file a command says is kept; what is no such command is refused by its own schema */
function filesNamed(payload: unknown): readonly string[] {
  const { data } = z.object({ documents: z.array(documentSchema) }).safeParse(payload);
  return (data?.documents ?? []).flatMap(({ file, sha256 }) => (file ? [sha256 ?? ''] : []));
}

/** Only a link's page may say that an answer came through a link. */
function throughApi(command: string, payload: unknown): unknown {
  if (command !== 'record-position' || typeof payload !== 'object' || payload === null) return payload;
  return { ...payload, channel: 'api' };
}
