/** Every command of a removal, by name. */
import { z } from 'zod';
import { refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { type CaseCommand, dutyCommands, openDuties } from '../casework/index.js';
import { decisionCommands } from './decision.commands.js';
import { hearingCommands } from './hearing.commands.js';
import { listCommands } from './lists.commands.js';
import { noticeCommands } from './notice.commands.js';
import { ownStepCommands } from './own-step.commands.js';
import type { RemovalContext } from './removal.context.js';
import { returnCommands } from './return.commands.js';

const duties = dutyCommands<RemovalContext>();
const excusedSchema = z.object({ duty: z.string().nullable().default(null) });

/** What the case can do without: a reply, whose time runs all the same, and the act of one of those who apply the lists. All else is done, postponed, decided, or given up. */
const EXCUSABLE = /^(reply$|transposition-)/;
function unlessNeeded(excuse: CaseCommand<RemovalContext>): CaseCommand<RemovalContext> {
  const refusal = (context: RemovalContext, event: CommandEvent): Refusal | null => {
    const refused = excuse.refusal(context, event);
    if (refused) return refused;
    const id = excusedSchema.parse(event.payload).duty ?? openDuties(context)[0]?.id ?? '';
    if (EXCUSABLE.test(id)) return null;
    return refuse(
      'removal.not-excusable',
      `Without «${id}» it would stand still and nobody would be pressed. Postpone it, record what was done or decided, or end the case (drop, close).`,
      'duty',
    );
  };
  return { ...excuse, refusal };
}

/** What this case understands. */
export const commands = {
  ...duties,
  excuse: unlessNeeded(duties.excuse),
  ...noticeCommands,
  ...hearingCommands,
  ...decisionCommands,
  ...ownStepCommands,
  ...listCommands,
  ...returnCommands,
} as const;
