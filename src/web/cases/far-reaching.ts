/** Which commands are asked twice about: those that end a case, or undo what stands. */
import type { CommandSpec } from '../../kernel/workflow.js';

/** First words of names of commands that end something or take it away. */
const ENDS =
  /^(withdraw|discard|annul|cancel|remove|close|conclude|end|give-up|drop|lapse|revoke|refuse-consent|call-off|turn-down|excuse|lift|replace|supersede|fall-through|leave|reject|disown|decide|declare|readmit|publish|reschedule)(-|$)/;
/** Names that begin so and take nothing away. */
const HARMLESS =
  /^(resume|replace-contact|end-visit|lift-objection|withdraw-objection|decide-seat|drop-edit|close-recommendation)$/;
/** What history calls such an act. */
const ENDED = /(^|-)(ended|cancelled|concluded|withdrawn|annulled|discarded|revoked|removed|lapsed)(-|$)/;

/**
 * A rule, not a list: a workflow that is added needs to say nothing.
 *
 * @param name of the command
 * @param command as its workflow declares it
 * @returns whether a page asks for confirmation before it gives the command
 */
export function isFarReaching(name: string, command: Pick<CommandSpec, 'recordedAs'>): boolean {
  if (HARMLESS.test(name)) return false;
  return ENDS.test(name) || ENDED.test(command.recordedAs);
}
