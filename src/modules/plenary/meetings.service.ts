import { Injectable } from '@nestjs/common';
import { CaseReader } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import { type Asker, CaseDesk, maySee } from '../cases/index.js';
import { Registry } from '../registry/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import {
  type MeetingContext,
  draftCommunique,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';
import { type RegisterEntry, type RegisterFilter, entriesOf, filterEntries } from './decision-register.js';
import { MEETINGS, mayReadCommunique, meetingOf, readableClauses } from './meeting.kind.js';

/** Reads meetings beyond what the desk does for every case: the communiqué, the register of decisions, the whole file. */
@Injectable()
export class Meetings {
  constructor(
    private readonly cases: CaseReader,
    private readonly desk: CaseDesk,
    private readonly registry: Registry,
    private readonly procedures: WrittenProcedures,
  ) {}

  /**
   * The communiqué as it stands, drafted from the facts with names for codes.
   *
   * @returns the meeting's heading and every sentence, with what it rests on
   * @throws DomainError `case.unknown`
   */
  async communique(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const { title, place, opensAt, endsAt, closedAt, communique } = context;
    const status = statusOf(communique);
    const readable = readableClauses(context, asker);
    const sentences = mayReadCommunique(asker, context)
      ? draftCommunique(context, await this.names((closedAt ?? opensAt.at) as Instant)) // the schema checks the form of instants
      : [];
    return {
      reference: context.reference,
      title,
      place,
      from: opensAt.wallTime.slice(0, 10),
      to: endsAt.wallTime.slice(0, 10),
      status,
      statement: communique.statement,
      sentences: sentences.filter(({ clauseId }) => clauseId === null || readable.has(clauseId)),
    };
  }

  /** @returns the register of decisions as this person may read it, newest meeting first */
  async register(filter: RegisterFilter, asker: Asker): Promise<readonly RegisterEntry[]> {
    const files = await this.cases.list({ workflow: plenaryMeeting.name, limit: 500 });
    const entries = files
      .filter((file) => maySee(MEETINGS, asker, file))
      .map(meetingOf)
      .flatMap((context) => {
        const readable = readableClauses(context, asker);
        return entriesOf(context).filter(({ clause }) => readable.has(clause.id));
      });
    return filterEntries(entries, filter);
  }

  /** @returns the whole file of a meeting: its memory, history, communiqué, and the files of procedures carried over to it */
  async wholeFile(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const origins = context.items.flatMap(({ origin }) => (origin ? [origin] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communique(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      /** the whole files of what was carried over: broken procedures, and meetings that put an item off */
      procedures: await Promise.all(
        origins.map(({ workflow, caseId }) =>
          workflow === plenaryMeeting.name
            ? this.desk.exportHistory(MEETINGS, caseId, asker)
            : this.procedures.exportHistory(caseId, asker),
        ),
      ),
    };
  }

  private async names(at: Instant): Promise<Record<string, string>> {
    const kinds = ['participant', 'observer', 'body'] as const;
    const rolls = await Promise.all(kinds.map((kind) => this.registry.roll(kind, at)));
    return Object.fromEntries(rolls.flat().map(({ code, name }) => [code, name]));
  }
}

function statusOf({
  publishedAt,
  adoptedAt,
  statedAt,
}: MeetingContext['communique']): 'published' | 'adopted' | 'stated' | 'draft' {
  if (publishedAt) return 'published';
  if (statedAt) return 'stated';
  return adoptedAt ? 'adopted' : 'draft';
}
