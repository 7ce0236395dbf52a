import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { parseInput } from '../../kernel/parse.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { ladderInFileSchema } from '../../../workflows/casework/index.js';

const PRESET = join(import.meta.dirname, '../../../workflows/casework/ladders/kp.yaml');

/** One file: a body, and its ladders by name; `default` presses whatever names no other. */
export const ladderFileSchema = z.strictObject({
  body: z.string().min(1),
  ladders: z
    .record(z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'), ladderInFileSchema)
    .refine((ladders) => Object.hasOwn(ladders, 'default'), 'one ladder is called «default»'),
});

/**
 * The ladders of the body: the preset, or the one file that it puts into the folder `ladders` of its data folder instead. It is checked
 * at start; one that is wrong stops the start with its faults. A case keeps the ladders it began with.
 */
@Injectable()
export class Ladders {
  private readonly file: z.output<typeof ladderFileSchema>;

  constructor(@Inject(CONFIGURATION) configuration: Pick<Configuration, 'dataDir'>) {
    this.file = readLadders(ownFile(join(configuration.dataDir, 'ladders')) ?? PRESET);
  }

  /** @returns every ladder by name */
  all(): z.output<typeof ladderFileSchema>['ladders'] {
    return this.file.ladders;
  }
}

/** @returns the only YAML file of the folder, or null when there is none @throws DomainError `ladders.several` */
function ownFile(folder: string): string | null {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const [file, ...others] = files;
  if (others.length > 0)
    throw new DomainError(
      'ladders.several',
      'invalid',
      `${folder} holds several files (${files.join(', ')}): put all ladders of the body into one.`,
    );
  return file === undefined ? null : join(folder, file);
}

/**
 * Reads and checks one file of ladders.
 *
 * @param file path of a YAML file
 * @throws InvalidInput naming the file and every faulty field; DomainError `ladders.unreadable` when it is no YAML
 */
export function readLadders(file: string): z.output<typeof ladderFileSchema> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DomainError(
      'ladders.unreadable',
      'invalid',
      `${file} cannot be read as YAML: ${cause instanceof Error ? cause.message : String(cause)}`,
      {},
      { cause },
    );
  }
  return parseInput(ladderFileSchema, content, `ladders ${basename(file)}`);
}
