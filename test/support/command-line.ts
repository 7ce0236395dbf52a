/** The command line in this process: one call at a time, with what it printed and the exit code it set. */
import { jest } from '@jest/globals';
import { Command } from 'commander';
import { addGlobalOptions } from '../../src/cli/frame.js';

/** What a call came to. */
export interface Called {
  readonly out: string;
  readonly code: number;
}

/**
 * @param add adds the groups of commands that are called
 * @param group words that every call begins with
 * @returns a function that runs one call
 */
export function commandLine(add: (program: Command) => void, ...group: readonly string[]) {
  return async (...words: readonly string[]): Promise<Called> => {
    const program = addGlobalOptions(new Command('plenum')).exitOverride();
    add(program);
    const printed: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed.push(String(text));
      return true;
    });
    try {
      await program.parseAsync(['node', 'plenum', ...group, ...words]);
      return { out: printed.join(''), code: Number(process.exitCode ?? 0) };
    } finally {
      write.mockRestore();
      process.exitCode = 0;
    }
  };
}
