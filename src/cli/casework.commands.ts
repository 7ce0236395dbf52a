import type { Command } from 'commander';
import { CASEWORK_KINDS } from '../modules/casework/index.js';
import { addCaseCommands } from './case.commands.js';

/** Adds every kind of case on the casework kit: a new workflow is here by itself. */
export function addCaseworkCommands(program: Command): void {
  for (const kind of CASEWORK_KINDS) addCaseCommands(program, kind);
}
