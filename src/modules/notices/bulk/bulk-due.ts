/** What is due in a case, as reminders to many see it: a duty on the kit, or the answers of a written procedure. Pure but for the look-up of addressees. */
import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';
import { writtenProcedure } from '../../../../workflows/written-procedure/index.js';
import type { Addressees } from '../addressees.js';
import { type BulkList, type Meant, dutiesMeant, linesFor } from './bulk-list.js';
import type { BulkLine } from './bulk-reminder.dto.js';
import { silenceMeant } from './bulk-silence.js';

/** One thing that is due in a case. */
export interface Due {
  /** its name in the case: that of the duty, or `answers/1` for the answers of a round */
  readonly id: string;
  /** @returns a line for each contact that would be written to now, and what is left out */
  readonly list: (tx: EntityManager, addressees: Addressees) => Promise<BulkList>;
}

/** @returns what is due in a case and meant */
export function dueIn(file: CaseFile, meant: Meant, now: Instant): readonly Due[] {
  if (isProcedure(file)) {
    const silence = silenceMeant(file, meant, now);
    return silence ? [{ id: silence.id, list: () => Promise.resolve(silence.list) }] : [];
  }
  return dutiesMeant(file, meant, now).map((duty) => ({
    id: duty.id,
    list: (tx, addressees) => linesFor(tx, addressees, { file, duty, now }),
  }));
}

/** @param lines of one thing that is due, at least one @returns what the command `remind` of their case carries: exactly these contacts */
export function reminderOf(lines: readonly BulkLine[]): JsonObject {
  const contacts = lines.map(({ contact }) => contact);
  const [first] = lines;
  if (!first) throw new Error('a reminder without a line');
  if (!isProcedure(first)) return { duty: first.duty, contacts, words: null };
  return { members: [...new Set(lines.map(({ party }) => party))], contacts };
}

function isProcedure({ workflow }: Pick<CaseFile, 'workflow'>): boolean {
  return workflow === writtenProcedure.name;
}
