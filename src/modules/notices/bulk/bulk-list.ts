/** Whom a reminder to many goes to now, and what is left out of it. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseFile } from '../../../engine/index.js';
import { localDate } from '../../../kernel/business-calendar.js';
import type { Instant } from '../../../kernel/instant.js';
import {
  type Duty,
  caseShape,
  isLate,
  isPostponed,
  openDuties,
} from '../../../../workflows/casework/index.js';
import type { Addressees } from '../addressees.js';
import { codesOfOrgan } from '../organ-directory.js';
import type { Contact } from '../../registry/index.js';
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

/** Which open duties are meant. */
export interface Meant extends Pick<BulkFilter, 'late' | 'duty'> {
  /** those of whom it is due, each by every code that means it: one of each must be among those of the duty */
  readonly of: readonly (readonly string[])[];
}

/** @returns what a filter means now: an organ also under the codes of those that were merged into it */
export async function meantBy(
  tx: EntityManager,
  { party, organ, late, duty }: BulkFilter,
  now: Instant,
): Promise<Meant> {
  const ofParty = party === undefined ? [] : [[party]];
  const named = duty === undefined ? {} : { duty };
  return {
    late,
    ...named,
    of: organ === undefined ? ofParty : [...ofParty, await codesOfOrgan(tx, organ, now)],
  };
}

/** @returns open duties of a case that are meant */
export function dutiesMeant(file: CaseFile, { late, of, duty: named }: Meant, now: Instant): readonly Duty[] {
  return openDuties(sharedSchema.parse(file.context)).filter(
    (duty) =>
      (named === undefined || duty.id === named) &&
      of.every((codes) => codes.some((code) => duty.from.includes(code))) &&
      (!late || isLate(duty, now)),
  );
}

/** @returns why nobody is to be pressed for a duty now, or null */
function whyNotPressed(duty: Duty, now: Instant): string | null {
  if (isPostponed(duty, now)) return `it is postponed until ${duty.postponed?.until.at ?? ''}`;
  const { answered } = duty;
  if (answered && answered.holdsUntil > now)
    return `${answered.by} has answered; it is pressed again from ${answered.holdsUntil}`;
  const pressed = [...duty.reminded, ...duty.climbs.map(({ at }) => at)].sort().at(-1);
  const zone = duty.due?.zone ?? 'UTC';
  return pressed !== undefined && localDate(pressed, zone) === localDate(now, zone)
    ? `it was pressed for today already (${pressed}): once a day is enough`
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
      for (const { contact, party, instead } of recipients) {
        const { id, name, email: address, languages, bouncedSince } = contact;
        if (bouncedSince !== null) leftOut.push({ ...about, contact: id, reason: comesBack(contact) });
        else {
          const why = [late ? 'it is late' : due === null ? 'it is awaited' : 'it is due', instead];
          const words = why.filter((one) => one !== null).join('; ');
          lines.push({ ...about, due, late, contact: id, name, address, languages, party, why: words });
        }
      }
  }
  return { lines: eachOnce(lines), leftOut: eachOnce(leftOut) };
}

/** @returns the list, those left out of it besides who were not chosen; nobody chosen in particular: all of it */
export function onlyChosen({ lines, leftOut }: BulkList, chosen: readonly string[] | undefined): BulkList {
  if (chosen === undefined) return { lines, leftOut };
  const isChosen = ({ contact }: BulkLine): boolean => chosen.includes(contact);
  const others = lines.filter((line) => !isChosen(line)).map((line) => leave(line, 'not chosen'));
  return { lines: lines.filter(isChosen), leftOut: [...leftOut, ...others] };
}

/** @returns a line as left out, with the reason */
export function leave(line: BulkLine, reason: string): LeftOut {
  const { caseId, workflow, reference, duty, what, contact } = line;
  return { caseId, workflow, reference, duty, what, contact, reason };
}

/** A reminder to an address that mail comes back from is not tried. */
function comesBack({ id, bouncedSince }: Contact): string {
  return `mail to ${id} comes back since ${bouncedSince ?? ''}: enter another address, or say that it is reached again`;
}

/** @returns what is said of each contact, once; what is said of nobody in particular, all of it */
function eachOnce<One extends { readonly contact: string | null }>(all: readonly One[]): readonly One[] {
  return all.filter(
    ({ contact }, index) => contact === null || all.findIndex((one) => one.contact === contact) === index,
  );
}
