/** Silent members of a written procedure, as reminders to many see them: those frozen at launch, at their working addresses. Pure. */
import type { CaseFile } from '../../../engine/index.js';
import type { Instant } from '../../../kernel/instant.js';
import {
  type FrozenContact,
  type FrozenParty,
  type ProcedureContext,
  effectivePosition,
  procedureContextSchema,
  remindedOnDayOf,
} from '../../../../workflows/written-procedure/index.js';
import type { BulkList, Meant } from './bulk-list.js';
import type { BulkLine, LeftOut } from './bulk-reminder.dto.js';

/** What is said of the answers of one round. */
interface About {
  readonly caseId: CaseFile['caseId'];
  readonly workflow: string;
  readonly reference: string;
  readonly duty: string;
  readonly what: string;
}

/**
 * @param file a written procedure
 * @param meant a member is meant when it is of all that is asked for; what is late is never among them: at the deadline the window closes
 * @param now the law's instant
 * @returns the answers that are awaited, under the name they have on the board, and whom a reminder by hand would go to; null where
 *   none is awaited, or none of those meant
 */
export function silenceMeant(
  file: CaseFile,
  { late, of, duty }: Meant,
  now: Instant,
): { readonly id: string; readonly list: BulkList } | null {
  const context = procedureContextSchema.parse(file.context);
  const { round, frozen } = context;
  if (
    !frozen ||
    !round ||
    round.closed ||
    now >= round.deadline.at ||
    late ||
    !file.allowed.includes('remind')
  )
    return null;
  const id = `answers/${round.number}`;
  const silent = frozen.electorate.filter(
    ({ code }) => effectivePosition(context, code) === undefined && of.every((codes) => codes.includes(code)),
  );
  if (silent.length === 0 || (duty !== undefined && duty !== id)) return null;
  const about: About = {
    caseId: file.caseId,
    workflow: file.workflow,
    reference: context.reference,
    duty: id,
    what: 'answer to the proposal',
  };
  const lists = silent.map((member) => listOf(context, member, about, now));
  return {
    id,
    list: {
      lines: lists.flatMap(({ lines }) => lines),
      leftOut: lists.flatMap(({ leftOut }) => leftOut),
    },
  };
}

/** The same questions as the procedure asks of the command, so that what is shown is what it takes. */
function listOf(context: ProcedureContext, member: FrozenParty, about: About, now: Instant): BulkList {
  const leave = (reason: string, contact: string | null = null): LeftOut => ({ ...about, contact, reason });
  const reminded = remindedOnDayOf(context, member.code, now);
  if (reminded !== null)
    return {
      lines: [],
      leftOut: [
        leave(`${member.name} was reminded by hand today already (${reminded}): once a day is enough`),
      ],
    };
  const working = member.contacts.filter(({ unreachableSince }) => unreachableSince === null);
  if (working.length === 0) {
    const why = member.contacts.length === 0 ? 'no-contact' : 'bounced';
    return {
      lines: [],
      leftOut: [leave(`no mail reaches ${member.code} now (${why}): call, and log the call`)],
    };
  }
  return {
    lines: working.map((contact) => lineOf(context, member, contact, about)),
    leftOut: member.contacts
      .filter(({ unreachableSince }) => unreachableSince !== null)
      .map(({ id, unreachableSince }) =>
        leave(
          `mail to ${id} comes back since ${unreachableSince ?? ''}: enter another address, or say that it is reached again`,
          id,
        ),
      ),
  };
}

function lineOf(
  { round }: ProcedureContext,
  member: FrozenParty,
  { id, name, email, languages }: FrozenContact,
  about: About,
): BulkLine {
  return {
    ...about,
    due: round?.deadline.at ?? null,
    late: false,
    contact: id,
    name,
    address: email,
    languages,
    party: member.code,
    why: 'it is due',
  };
}
