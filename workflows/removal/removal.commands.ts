/** Every command of a removal, by name. */
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { type Duty, dutyCommands } from '../casework/index.js';
import { decisionCommands } from './decision.commands.js';
import { hearingCommands } from './hearing.commands.js';
import { listCommands } from './lists.commands.js';
import { noticeCommands } from './notice.commands.js';
import { ownStepCommands } from './own-step.commands.js';
import type { RemovalContext } from './removal.context.js';
import { returnCommands } from './return.commands.js';

/** What the case can do without: a reply, whose time runs all the same, and the act of one of those who apply the lists. All else is done, postponed, decided, or given up. */
const EXCUSABLE = /^(reply$|transposition-)/;

function refusalOfExcuse(_context: RemovalContext, { id }: Duty): Refusal | null {
  if (EXCUSABLE.test(id)) return null;
  return refuse(
    'removal.not-excusable',
    `Without «${id}» it would stand still and nobody would be pressed. Postpone it, record what was done or decided, or end the case (drop, close).`,
    'duty',
  );
}

/** What this case understands. */
export const commands = {
  ...dutyCommands<RemovalContext>({ refusalOfExcuse }),
  ...noticeCommands,
  ...hearingCommands,
  ...decisionCommands,
  ...ownStepCommands,
  ...listCommands,
  ...returnCommands,
} as const;
