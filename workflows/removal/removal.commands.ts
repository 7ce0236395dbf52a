/** Every command of a removal, by name. */
import { dutyCommands } from '../casework/index.js';
import { decisionCommands } from './decision.commands.js';
import { hearingCommands } from './hearing.commands.js';
import { listCommands } from './lists.commands.js';
import { noticeCommands } from './notice.commands.js';
import type { RemovalContext } from './removal.context.js';
import { returnCommands } from './return.commands.js';

export const commands = {
  ...dutyCommands<RemovalContext>(),
  ...noticeCommands,
  ...hearingCommands,
  ...decisionCommands,
  ...listCommands,
  ...returnCommands,
} as const;
