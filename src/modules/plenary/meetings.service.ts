import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CaseFile } from '../../engine/index.js';
import {
  type Asker,
  CaseDesk,
  type CaseKind,
  type CaseLine,
  caseLine,
  holdsOffice,
  openTo,
} from '../cases/index.js';
import { CASEWORK_KINDS } from '../casework/index.js';
import { HOSTING_TERMS, MANDATES } from '../mandates/index.js';
import { PROCEDURES } from '../written-procedures/index.js';
import { type MeetingContext, stateOf } from '../../../workflows/plenary-meeting/index.js';
import { type CarriedItem, waitingForPlenary } from './carried-items.js';
import { type FollowUp, casesOfClauses } from './clause-cases.queries.js';
import { Communiques } from './communique.service.js';
import { MEETINGS, mayReadCommunique, meetingOf, readableItems, readableMemory } from './meeting.kind.js';

/** What may be carried over to a Plenary. */
const CARRIED_KINDS = [PROCEDURES, MEETINGS, MANDATES, HOSTING_TERMS, ...CASEWORK_KINDS];

/** A meeting as one person may read it, typed, with what this person may do now. */
export interface MeetingReading {
  readonly id: CaseFile['caseId'];
  readonly file: CaseFile;
  readonly line: CaseLine;
  /** without what is hidden from this person */
  readonly memory: MeetingContext;
  /** the outermost state: `in-session`, whether it overruns or not */
  readonly state: string;
  /** names of the commands open to this person */
  readonly allowed: readonly string[];
  /** whether the draft of the communiqué is this person's to read */
  readonly readsDraft: boolean;
}

/** A case of whatever kind that a page may link to. */
export interface LinkedCase {
  readonly kind: CaseKind;
  readonly line: CaseLine;
}

/** Reads meetings beyond what the desk does for every case: the whole file. */
@Injectable()
export class Meetings {
  constructor(
    private readonly desk: CaseDesk,
    private readonly communiques: Communiques,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * @param which id or reference
   * @returns the meeting as this person may read it
   * @throws DomainError `case.unknown`
   */
  async reading(which: string, asker: Asker): Promise<MeetingReading> {
    return readingOf(await this.desk.visible(MEETINGS, which, asker), asker);
  }

  /** @returns the meetings this person may know of, at most so many, those that open last first */
  async list(asker: Asker, limit: number): Promise<readonly MeetingReading[]> {
    const files = await this.desk.files(MEETINGS, { limit }, asker);
    return files
      .map((file) => readingOf(file, asker))
      .sort((one, other) => (one.memory.opensAt.at < other.memory.opensAt.at ? 1 : -1));
  }

  /** @returns what waits for a Plenary and is on no agenda yet; only the offices are told */
  async waiting(asker: Asker): Promise<readonly CarriedItem[]> {
    return holdsOffice(asker) ? this.dataSource.transaction(waitingForPlenary) : [];
  }

  /**
   * Cases that items of a meeting came from, or that follow from its clauses.
   *
   * @param origins the cases by workflow and id, or reference
   * @returns those this person may know of, by the id or reference asked for
   */
  async linked(
    origins: readonly { readonly workflow: string; readonly caseId: string }[],
    asker: Asker,
  ): Promise<ReadonlyMap<string, LinkedCase>> {
    const known = await this.desk.known(CARRIED_KINDS, origins, asker);
    return new Map(
      [...known].map(([asked, { kind, file }]) => [asked, { kind, line: caseLine(kind, file, asker) }]),
    );
  }

  /** @returns the cases that a meeting's clauses opened or changed, each with the clause's id; those this person may know of */
  async followUps(
    { memory }: Pick<MeetingReading, 'memory'>,
    asker: Asker,
  ): Promise<readonly (FollowUp & LinkedCase)[]> {
    const clauses = new Set(memory.clauses.map(({ id }) => id));
    const all = await casesOfClauses(this.dataSource.manager, memory.reference);
    const followed = all.filter(({ clauseId }) => clauses.has(clauseId)); // what is hidden is not told by its consequences
    const known = await this.linked(followed, asker);
    return followed.flatMap((one) => {
      const linked = known.get(one.caseId);
      return linked ? [{ ...one, ...linked }] : [];
    });
  }

  /** @returns the file of a meeting, as far as this person may read it: its memory, history, communiqué, and the files of procedures carried over to it */
  async wholeFile(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const origins = readableItems(context, asker).flatMap(({ origin }) => (origin ? [origin] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communiques.show(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      /** the files of what was carried over: broken procedures, late mandates, meetings that put an item off */
      procedures: await this.desk.exportsOf(CARRIED_KINDS, origins, asker),
    };
  }
}

function readingOf(file: CaseFile, asker: Asker): MeetingReading {
  const context = meetingOf(file);
  return {
    id: file.caseId,
    file,
    line: caseLine(MEETINGS, file, asker),
    memory: readableMemory(context, asker),
    state: stateOf(file.stateValue),
    allowed: openTo(MEETINGS, asker, file),
    readsDraft: mayReadCommunique(asker, context),
  };
}
