import { DomainError } from '../kernel/domain-error.js';
import type { JsonObject } from '../kernel/json.js';

/** No case has this id. */
export class UnknownCase extends DomainError {
  constructor(caseId: string) {
    super('case.unknown', 'not-found', `There is no case ${caseId}. List the cases to find its id.`, {
      caseId,
    });
  }
}

/** The same command id came again with another content: the first outcome stands. */
export class CommandIdReused extends DomainError {
  constructor(commandId: string) {
    super(
      'command.id-reused',
      'conflict',
      `The command id ${commandId} was used before for something else. Send a new command under a new id; the first outcome stands.`,
      { commandId },
    );
  }
}

/** A command the workflow does not know, or one that only the engine may raise. */
export class UnknownCommand extends DomainError {
  constructor(workflow: string, command: string, known: readonly string[]) {
    super(
      'command.unknown',
      'invalid',
      `«${command.slice(0, 80)}» is no command of ${workflow}. It knows: ${known.join(', ')}.`,
      {
        workflow,
        command: command.slice(0, 80),
        known: [...known],
      },
    );
  }
}

/** No workflow of this name (and version) is loaded. */
export class UnknownWorkflow extends DomainError {
  constructor(name: string, version: number | null, known: readonly string[]) {
    super(
      'workflow.unknown',
      'not-found',
      `There is no workflow ${name}${version === null ? '' : ` version ${version}`}. Loaded: ${known.join(', ')}.`,
      {
        name,
        known: [...known],
      },
    );
  }
}

/** A workflow that must not be loaded: every fault found in it, so that all can be mended at once. */
export class UnsoundWorkflow extends DomainError {
  constructor(
    name: string,
    readonly faults: readonly string[],
  ) {
    super('workflow.unsound', 'invalid', `Workflow ${name} cannot be loaded:\n- ${faults.join('\n- ')}`, {
      name,
      faults: [...faults],
    });
  }
}

/** Open cases are pinned to workflow versions that this program no longer has. */
export class MissingVersions extends DomainError {
  constructor(missing: readonly { workflow: string; version: number; cases: number }[]) {
    super(
      'workflow.version-missing',
      'unavailable',
      `Open cases need workflow versions this program does not have: ${missing.map((m) => `${m.workflow} v${m.version} (${m.cases} open)`).join(', ')}. ` +
        'Start a program that still has them, or let those cases end first.',
      { missing: missing.map((m) => ({ ...m })) },
    );
  }
}

/** A released workflow was changed without a new version, and open cases started under what it was. */
export class ChangedVersions extends DomainError {
  constructor(changed: readonly { workflow: string; version: number; cases: number }[]) {
    super(
      'workflow.version-changed',
      'unavailable',
      `Open cases started under another form of ${changed.map((c) => `${c.workflow} v${c.version} (${c.cases} open)`).join(', ')}. ` +
        'Give the changed workflow a new version and keep the old one beside it, or start the program those cases started under.',
      { changed: changed.map((c) => ({ ...c })) },
    );
  }
}

/** Something in the machine itself is wrong (a delay that is no number, a snapshot that does not fit): never the sender's fault. */
export class MachineFault extends DomainError {
  constructor(code: string, message: string, details: JsonObject = {}, options?: ErrorOptions) {
    super(`machine.${code}`, 'unavailable', message, details, options);
  }
}

/** Thrown by an effect handler when trying again cannot help: the row is parked and counted. */
export class PermanentFailure extends Error {}
