/** What a person can do about a line of the board. Pure. */
import { z } from 'zod';
import type { CaseFile } from '../../../engine/index.js';
import {
  type Asker,
  type CaseKind,
  descriptionFor,
  holdsOffice,
  openTo,
} from '../../../modules/cases/index.js';
import type { BoardLine } from '../../../modules/deadline-board/index.js';
import { maySeeMails } from '../../../modules/notifications/index.js';
import { PROCEDURES } from '../../../modules/written-procedures/index.js';
import { mayRemind } from '../reminders/reminders.policy.js';
import { formOfCase } from '../../frame/index.js';

/** A link to something that can be done. */
export interface Act {
  /** what a workflow calls it, or the name of a message */
  readonly title: string | null;
  readonly message: string | null;
  readonly href: string;
}

/** Of all that an office can do in a case, what helps a line along, in this order; the rest is on the page of the case. */
const HELPS = [
  'log-contact',
  'answer',
  'register-offline-position',
  'confirm-offline-position',
  'reject-offline-position',
  'rule-on-late-reply',
  'resolve-conflict',
  'replace-contact',
  'extend',
  'declare',
  'postpone',
  'resume',
  'excuse',
];
const REMIND = 'remind';
/** Only the page of a link tells that the link reached somebody else. */
const BY_LINK_ALONE = 'report-wrong-recipient';
/** Keys of a written procedure's lines that are about one answer. */
const OF_A_POSITION = /^(?:confirmation|ruling)\/(.+)$/;
/** Keys of those about the answers that have not come, and about a contact whose link reached somebody else. */
const OF_ANSWERS = /^answers\//;
const OF_A_CONTACT = /^contact\/([^/]+)\/(.+)$/;

/**
 * @param line of the board
 * @param found as {@link actsOf} takes it
 * @returns what comes next by itself, in the sentence of the case; null where it says none of the line's own timer
 */
export function nextOf(
  { timer }: Pick<BoardLine, 'timer'>,
  found: { readonly kind: CaseKind; readonly file: CaseFile } | null,
  asker: Asker,
): string | null {
  if (!found || timer === null) return null;
  const { next } = descriptionFor(found.kind, asker, found.file);
  return next !== null && next.at === timer.at && next.sentence !== '' ? next.sentence : null;
}

/**
 * @param line of the board
 * @param found the case with its kind; null where it takes no command now, or is of no known kind
 * @param parties codes of those on the roll: an organ or an office has no contacts of its own
 * @returns what can be done: reminders first, then commands that the case takes now and this person may give
 */
export function actsOf(
  line: BoardLine,
  found: { readonly kind: CaseKind; readonly file: CaseFile } | null,
  asker: Asker,
  parties: ReadonlySet<string>,
): readonly Act[] {
  if (!found) return [];
  const { kind, file } = found;
  const isOffice = holdsOffice(asker);
  const open = openTo(kind, asker, file);
  const others = (isOffice ? HELPS.filter((name) => open.includes(name)) : open).filter((name) =>
    isAbout(line, kind, name, asker),
  );
  return [
    ...(open.includes(REMIND) && mayRemind(asker) && isReminded(line, kind) ? [reminding(line)] : []),
    ...others
      .filter((name) => name !== REMIND && name !== BY_LINK_ALONE)
      .map((name) => commanding(line, kind, name)),
    ...(asker.roles.includes('secretariat')
      ? line.unreachable.filter(({ code }) => parties.has(code)).map(({ code }) => contacting(code))
      : []),
    ...(maySeeMails(asker)
      ? [{ title: null, message: 'board.act.mails', href: `/mails?case=${line.caseId}` }]
      : []),
  ];
}

/** What is done about one duty is offered where it stands: to those of whom it is due or to an office, and nothing to resume that runs. */
function isAbout(line: BoardLine, kind: CaseKind, name: string, asker: Asker): boolean {
  if (!takes(kind.workflow.commands[name]?.payload, 'duty')) return true;
  if (name === 'resume' && line.postponedUntil === null) return false;
  const own = [asker.party, ...(asker.organs ?? [])];
  return holdsOffice(asker) || line.waitsOn.some(({ code }) => own.includes(code));
}

/** Of a written procedure silent members alone are reminded; a ruling or a second person is asked for by the board itself. */
function isReminded({ key }: BoardLine, kind: CaseKind): boolean {
  return kind !== PROCEDURES || OF_ANSWERS.test(key);
}

/**
 * @returns whether the line is about members that are silent in a written procedure: nobody is excused there, and nothing is postponed
 *   for one alone, since the window is extended for all and late answers are kept for a ruling
 */
export function isOfSilence({
  workflow,
  key,
  endedAt,
}: Pick<BoardLine, 'workflow' | 'key' | 'endedAt'>): boolean {
  return workflow === PROCEDURES.workflow.name && OF_ANSWERS.test(key) && endedAt === null;
}

/** Whom it goes to is shown before anything is sent. */
function reminding({ caseId, key }: BoardLine): Act {
  const query = new URLSearchParams({ ids: caseId, duty: key });
  return { title: null, message: 'board.act.remind', href: `/board/reminders?${query.toString()}` };
}

function commanding(line: BoardLine, kind: CaseKind, name: string): Act {
  const command = kind.workflow.commands[name];
  const given = new URLSearchParams();
  const [, position] = OF_A_POSITION.exec(line.key) ?? [];
  if (takes(command?.payload, 'duty') && line.key !== '') given.set('duty', line.key);
  if (takes(command?.payload, 'positionId') && position) given.set('positionId', position);
  const [, ofParty, contactId] = OF_A_CONTACT.exec(line.key) ?? [];
  const [only] = OF_ANSWERS.test(line.key) && line.waitsOn.length === 1 ? line.waitsOn : [];
  const party = ofParty ?? only?.code;
  if (takes(command?.payload, 'party') && party) given.set('party', party);
  if (takes(command?.payload, 'contactId') && contactId) given.set('contactId', contactId);
  return { title: command?.title ?? name, message: null, href: formOfCase(kind, line.caseId, name, given) };
}

/** Somebody whom no mail reaches may have another address. */
function contacting(code: string): Act {
  return {
    title: null,
    message: 'board.act.contact',
    href: `/registry/parties/${code}/contacts/new?party=${code}`,
  };
}

function takes(payload: z.ZodType | undefined, field: string): boolean {
  return payload instanceof z.ZodObject && field in payload.shape;
}
