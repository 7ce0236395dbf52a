import { Command, CommanderError } from 'commander';
import { addCaseworkCommands } from './cli/casework.commands.js';
import { addBoardCommands } from './cli/board.commands.js';
import { addCheckingCommands } from './cli/checking.commands.js';
import { addCompendiumCommands } from './cli/compendium.commands.js';
import { EXIT, addGlobalOptions } from './cli/frame.js';
import { addMandateCommands } from './cli/mandate.commands.js';
import { addOrganCommands } from './cli/organ.commands.js';
import { addPlenaryCommands } from './cli/plenary.commands.js';
import { addProcedureCommands } from './cli/procedure.commands.js';
import { addReadingCommands } from './cli/reading.commands.js';
import { addRemindCommand } from './cli/remind.commands.js';
import { addRegistryCommands } from './cli/registry.commands.js';
import { addSuccessionCommands } from './cli/succession.commands.js';
import { addTokenCommands } from './cli/token.commands.js';
import { addWebhookCommands } from './cli/webhook.commands.js';
import { DomainError } from './kernel/domain-error.js';

/** The command line: everything that the API can do, for whoever runs the machine. */
async function main(): Promise<void> {
  const program = new Command('plenum')
    .description(
      'Written procedures and plenary decisions, from the command line.\nExit code 0: done; 1: refused, or a check failed; 2: the call is wrong.',
    )
    .showHelpAfterError('(--help shows what is possible)')
    .exitOverride();
  addGlobalOptions(program);
  addReadingCommands(program);
  addBoardCommands(program);
  addProcedureCommands(program);
  addPlenaryCommands(program);
  addRegistryCommands(program);
  addRemindCommand(program);
  addMandateCommands(program);
  addSuccessionCommands(program);
  addCaseworkCommands(program);
  addOrganCommands(program);
  addCompendiumCommands(program);
  addCheckingCommands(program);
  addWebhookCommands(program);
  addTokenCommands(program);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return;
  }
  const known = error instanceof DomainError;
  process.stderr.write(
    `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = known && error.kind === 'invalid' ? EXIT.usage : EXIT.refused;
});
