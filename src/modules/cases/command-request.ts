/** What every REST route that takes a command checks before the desk gets it. */
import { DomainError } from '../../kernel/domain-error.js';
import { type CommandId, commandIdSchema, newId } from '../../kernel/ids.js';
import { parseInput } from '../../kernel/parse.js';
import type { CommandSpec } from '../../kernel/workflow.js';
import { type Asker, mayGive } from './case-kind.js';

/** Header by which a repeat of a command is known as one. */
export const IDEMPOTENCY_KEY = 'idempotency-key';

/**
 * @param key the header's value; undefined when there was none
 * @returns the command's id: the key, or a new one
 * @throws InvalidInput when the key has not the form of an id
 */
export function commandIdOf(key: string | undefined): CommandId {
  return key === undefined ? newId<CommandId>() : parseInput(commandIdSchema, key, 'Idempotency-Key');
}

/** @throws DomainError `procedure.not-your-role` naming the roles that may give the command */
export function requireMayGive(command: CommandSpec, person: Asker): void {
  if (mayGive(person, command)) return;
  throw new DomainError(
    'procedure.not-your-role',
    'forbidden',
    `To ${command.title} takes the role ${command.by.join(' or ')}; you are ${person.roles.join(', ') || 'without a role'}.`,
  );
}
