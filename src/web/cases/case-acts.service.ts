import { Injectable } from '@nestjs/common';
import { CommandIdReused, type CommandOutcome } from '../../engine/index.js';
import { DomainError, InvalidInput } from '../../kernel/domain-error.js';
import type { CommandId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { type SignedInPerson, actorOf } from '../../platform/http/session.js';
import { CaseDesk, type CaseKind, requireCommand, requireMayGive } from '../../modules/cases/index.js';
import { PROCEDURES, WrittenProcedures } from '../../modules/written-procedures/index.js';

/** Who gives a command, and its id, by which a repeat is known as one. */
export interface Sender {
  readonly person: SignedInPerson;
  readonly commandId: CommandId;
}

/** What became of a command as a page needs it: it counts, waits to be decided, came by a form that was sent before with something else, or was refused with the reason. */
export type Done =
  | { readonly status: 'accepted' | 'pending'; readonly caseId: string }
  | { readonly status: 'reused' }
  | { readonly status: 'refused'; readonly message: string; readonly field: string | null };

/** Gives commands of pages to cases of every kind. */
@Injectable()
export class CaseActs {
  constructor(
    private readonly desk: CaseDesk,
    private readonly procedures: WrittenProcedures,
  ) {}

  /** Opens a case. @throws DomainError `procedure.not-your-role`, `command.parked` */
  async open(kind: CaseKind, payload: JsonObject, { person, commandId }: Sender): Promise<Done> {
    requireMayGive(kind.workflow.start, person);
    return settled(() =>
      kind === PROCEDURES
        ? this.procedures.draft(payload, actorOf(person), commandId)
        : this.desk.open(kind, payload, actorOf(person), commandId),
    );
  }

  /**
   * Gives a command to a case.
   *
   * @param act the case by id or reference, the command's name and its payload
   * @throws DomainError `case.unknown`, `command.unknown`, `procedure.not-your-role`, `command.parked`
   */
  async act(
    kind: CaseKind,
    act: { readonly which: string; readonly command: string; readonly payload: JsonObject },
    { person, commandId }: Sender,
  ): Promise<Done> {
    const { which, command, payload } = act;
    requireMayGive(requireCommand(kind, command), person);
    const { caseId } = await this.desk.visible(kind, which, person);
    const actor = actorOf(person);
    return settled(() =>
      kind === PROCEDURES
        ? this.procedures.act(caseId, command, payload, actor, commandId)
        : this.desk.act(kind, caseId, command, payload, { actor, asker: person, commandId }),
    );
  }
}

/** What does not fit the records is a refusal like any other to whoever typed it; an id used before means a form sent twice. */
async function settled(give: () => Promise<CommandOutcome>): Promise<Done> {
  try {
    return doneOf(await give());
  } catch (error) {
    if (error instanceof CommandIdReused) return { status: 'reused' };
    if (error instanceof InvalidInput || !(error instanceof DomainError)) throw error;
    if (error.kind !== 'conflict' && error.kind !== 'invalid') throw error;
    const { field } = error.details;
    return { status: 'refused', message: error.message, field: typeof field === 'string' ? field : null };
  }
}

function doneOf({ status, caseId, refusal, commandId }: CommandOutcome): Done {
  if (status === 'accepted' || status === 'pending') return { status, caseId };
  if (refusal) return { status: 'refused', message: refusal.message, field: refusal.field ?? null };
  throw new DomainError(
    'command.parked',
    'unavailable',
    'The command was received but could not be applied; the Secretariat has been told. Do not send it again.',
    { commandId },
  );
}
