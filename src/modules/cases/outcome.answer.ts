import type { Response } from 'express';
import type { CommandOutcome } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { JsonObject } from '../../kernel/json.js';

/**
 * Answers with what became of a command.
 *
 * @param accepted HTTP status of an accepted one; 202 while it is not decided
 * @throws DomainError of the refusal (409), or `command.parked`
 */
export function answerOutcome(response: Response, outcome: CommandOutcome, accepted: number): void {
  if (outcome.status === 'accepted') response.status(accepted).json(outcome);
  else if (outcome.status === 'pending') response.status(202).json(outcome);
  else if (outcome.refusal)
    throw new DomainError(
      outcome.refusal.code,
      'conflict',
      outcome.refusal.message,
      outcome.refusal as unknown as JsonObject,
    ); // plain JSON out of the inbox
  else
    throw new DomainError(
      'command.parked',
      'unavailable',
      'The command was received but could not be applied; the Secretariat has been told. Do not send it again.',
      { commandId: outcome.commandId },
    );
}
