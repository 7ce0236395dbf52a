/** Every command of a removal, by name. */
import { dutyCommands } from '../casework/index.js';
import { decisionCommands } from './decision.commands.js';
import { hearingCommands } from './hearing.commands.js';
import type { RemovalContext } from './removal.context.js';
import { returnCommands } from './return.commands.js';

export const commands = {
  ...dutyCommands<RemovalContext>(),
  ...hearingCommands,
  ...decisionCommands,
  ...returnCommands,
} as const;
