/** Whom a reminder to many goes to now, and what is left out of it. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseFile } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import {
  type Duty,
  caseShape,
  isLate,
  isPostponed,
  openDuties,
} from '../../../../workflows/casework/index.js';
import type { Addressees } from '../addressees.js';
import type { BulkFilter, BulkLine, LeftOut } from './bulk-reminder.dto.js';

const sharedSchema = z.object({ reference: caseShape.reference, duties: caseShape.duties });

/** Lines that would go out, and what is left out. */
export interface BulkList {
  readonly lines: readonly BulkLine[];
  readonly leftOut: readonly LeftOut[];
}

/** @returns what is said of a duty in a line */
function said({ caseId, workflow, context }: CaseFile, { id, what }: Duty) {
  return { caseId, workflow, reference: sharedSchema.parse(context).reference, duty: id, what };
}

/** @returns open duties of a case that a filter means */
export function dutiesMeant(file: CaseFile, filter: BulkFilter, now: Instant): readonly Duty[] {
  const wanted = [filter.party, filter.organ].flatMap((code) => (code === undefined ? [] : [code]));
  return openDuties(sharedSchema.parse(file.context)).filter(
    (duty) => wanted.every((code) => duty.from.includes(code)) && (!filter.late || isLate(duty, now)),
  );
}

/** @returns why nobody is to be pressed for a duty now, or null */
function whyNotPressed(duty: Duty, now: Instant): string | null {
  if (isPostponed(duty, now)) return `it is postponed until ${duty.postponed?.until.at ?? ''}`;
  const { answered } = duty;
  return answered && answered.holdsUntil > now
    ? `${answered.by} has answered; it is pressed again from ${answered.holdsUntil}`
    : null;
}

/**
 * @param file a case on the casework kit
 * @param duty one of its open duties
 * @returns a line for each contact that would be written to; or what is left out, with the reason
 */
export async function linesFor(
  tx: EntityManager,
  addressees: Addressees,
  { file, duty, now }: { readonly file: CaseFile; readonly duty: Duty; readonly now: Instant },
): Promise<BulkList> {
  const about = said(file, duty);
  const reason = whyNotPressed(duty, now);
  if (reason !== null) return { lines: [], leftOut: [{ ...about, contact: null, reason }] };
  const due = duty.due?.at ?? null;
  const late = isLate(duty, now);
  const lines: BulkLine[] = [];
  const leftOut: LeftOut[] = [];
  for (const code of duty.from) {
    const { recipients, unreached } = await addressees.behind(tx, { code, who: 'contacts' }, now);
    if (unreached !== null)
      leftOut.push({
        ...about,
        contact: null,
        reason: `no mail reaches ${code} now (${unreached}): call, and log the call`,
      });
    else
      for (const { contact, party, instead } of recipients)
        lines.push({
          ...about,
          due,
          late,
          contact: contact.id,
          name: contact.name,
          address: contact.email,
          party,
          why: [
            late ? 'it is late' : due === null ? 'it is awaited' : 'it is due',
            ...(instead ? [instead] : []),
          ].join('; '),
        });
  }
  return { lines: uniqueContacts(lines), leftOut };
}

function uniqueContacts(lines: readonly BulkLine[]): readonly BulkLine[] {
  return lines.filter((line, index) => lines.findIndex(({ contact }) => contact === line.contact) === index);
}
