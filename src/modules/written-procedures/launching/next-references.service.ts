import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import { type RuleSet, writtenProcedure } from '../../../../workflows/written-procedure/index.js';
import { shortNameOf } from '../mail-letter.js';

/** Proposes references of written procedures: `KP/WP/2013/4`. The form is assumed: no register of references was found. */
@Injectable()
export class NextReferences {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns the next free reference of the year under a rule set; whoever takes it first has it */
  async propose({ body }: Pick<RuleSet, 'body'>): Promise<string> {
    const year = (await this.clock.now(this.dataSource.manager)).slice(0, 4);
    const prefix = `${shortNameOf(body)}/WP/${year}/`;
    return nextReference(prefix, await this.taken(prefix));
  }

  /** @returns the references of that prefix that written procedures have, ended ones and imported ones too */
  private async taken(prefix: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ reference: string }[]>(
      `select snapshot #>> '{context,reference}' as reference from case_file
       where workflow = $1 and starts_with(snapshot #>> '{context,reference}', $2)`,
      [writtenProcedure.name, prefix],
    );
    return rows.map(({ reference }) => reference);
  }
}

/**
 * @param prefix of the year
 * @param taken references that exist
 * @returns the prefix with the number after the highest of those taken; numbers in between that are free stay free
 */
export function nextReference(prefix: string, taken: readonly string[]): string {
  const numbers = taken
    .map((reference) => /^\d+$/.exec(reference.slice(prefix.length))?.[0])
    .map((digits) => Number(digits ?? 0));
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}
