import { Injectable } from '@nestjs/common';
import { type CaseFile, CaseReader } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CaseId } from '../../kernel/ids.js';
import { type Asker, maySee } from '../cases/index.js';
import { type RegisterEntry, type RegisterFilter, entriesOf, filterEntries } from './decision-register.js';
import { MEETINGS, meetingOf, readableClauses } from './meeting.kind.js';

/** How many meetings are held in memory at once. */
const MEETINGS_AT_ONCE = 50;
const ENTRIES = 100;

/** A page of the register. */
export interface RegisterPage {
  readonly entries: readonly RegisterEntry[];
  /** `before` of the next page; null when there is none */
  readonly next: string | null;
}

/** The register of decisions, read page by page out of every meeting. */
@Injectable()
export class DecisionRegister {
  constructor(private readonly cases: CaseReader) {}

  /**
   * @param filter `limit` (default 100) counts entries; `before` is the `next` of the page before
   * @returns the entries this person may read: of the meeting recorded last first, and within a meeting in its own order
   * @throws DomainError `decisions.unknown-place` when the entry that `before` names is not in the register (any more)
   */
  async page(filter: RegisterFilter, asker: Asker): Promise<RegisterPage> {
    const limit = filter.limit ?? ENTRIES;
    const found: RegisterEntry[] = [];
    for await (const entries of this.meetings(filter, asker)) {
      found.push(...filterEntries(entries, filter));
      if (found.length > limit) break;
    }
    const entries = found.slice(0, limit);
    const last = found.length > limit ? entries.at(-1) : undefined;
    return { entries, next: last ? placeOf(last) : null };
  }

  /** Yields what may be read of each meeting, the rest of the one that `before` names first. */
  private async *meetings(filter: RegisterFilter, asker: Asker): AsyncGenerator<readonly RegisterEntry[]> {
    const among = {
      workflow: MEETINGS.workflow.name,
      limit: MEETINGS_AT_ONCE,
      ...(filter.meeting === undefined ? {} : { reference: filter.meeting }),
    };
    const seen = (file: CaseFile): boolean => maySee(MEETINGS, asker, file);
    let before: CaseId | undefined;
    if (filter.before !== undefined) {
      before = filter.before.slice(0, filter.before.indexOf('/')) as CaseId; // the schema checks the form
      const [file] = await this.cases.list({ workflow: among.workflow, id: before }, seen);
      yield restAfter(filter.before, file ? readable(file, asker) : []);
    }
    for (;;) {
      const files = await this.cases.list({ ...among, ...(before ? { before } : {}) }, seen);
      for (const file of files) yield readable(file, asker);
      before = files.at(-1)?.caseId;
      if (files.length < MEETINGS_AT_ONCE) return;
    }
  }
}

function readable(file: CaseFile, asker: Asker): readonly RegisterEntry[] {
  const context = meetingOf(file);
  const clauses = readableClauses(context, asker);
  return entriesOf(context).filter(({ clause }) => clauses.has(clause.id));
}

function placeOf({ meetingId, clause }: RegisterEntry): string {
  return `${meetingId}/${clause.id}`;
}

function restAfter(place: string, entries: readonly RegisterEntry[]): readonly RegisterEntry[] {
  const index = entries.findIndex((entry) => placeOf(entry) === place);
  if (index !== -1) return entries.slice(index + 1);
  throw new DomainError(
    'decisions.unknown-place',
    'invalid',
    `«before»: the register has no entry ${place} any more. Begin again without «before».`,
    { before: place },
  );
}
