import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/instant.js';
import { type Asker, CaseDesk } from '../cases/index.js';
import { HOSTING_TERMS, MANDATES } from '../mandates/index.js';
import { Registry } from '../registry/index.js';
import { PROCEDURES } from '../written-procedures/index.js';
import { type MeetingContext, draftCommunique } from '../../../workflows/plenary-meeting/index.js';
import { MEETINGS, mayReadCommunique, meetingOf, readableClauses, readableItems } from './meeting.kind.js';

/** What may be carried over to a Plenary. */
const CARRIED_KINDS = [PROCEDURES, MEETINGS, MANDATES, HOSTING_TERMS];

/** Reads meetings beyond what the desk does for every case: the communiqué, the file. */
@Injectable()
export class Meetings {
  constructor(
    private readonly desk: CaseDesk,
    private readonly registry: Registry,
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

  /** @returns the file of a meeting, as far as this person may read it: its memory, history, communiqué, and the files of procedures carried over to it */
  async wholeFile(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const origins = readableItems(context, asker).flatMap(({ origin }) => (origin ? [origin] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communique(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      /** the files of what was carried over: broken procedures, late mandates, meetings that put an item off */
      procedures: await this.desk.exportsOf(CARRIED_KINDS, origins, asker),
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
