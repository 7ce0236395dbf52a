/** Every command about technical assistance, by name. */
import { dutyCommands } from '../casework/index.js';
import { entryCommands } from './entry.commands.js';
import { matchCommands } from './match.commands.js';
import type { AssistanceContext } from './technical-assistance.context.js';

/** Every command that the case of a year understands. */
export const commands = { ...dutyCommands<AssistanceContext>(), ...entryCommands, ...matchCommands } as const;
