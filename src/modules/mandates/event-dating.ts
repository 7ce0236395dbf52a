import { Injectable } from '@nestjs/common';
import { CaseReader, Engine } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import {
  type ClauseDeadline,
  eventOf,
  meetingContextSchema,
  plenaryMeeting,
} from '../../../workflows/plenary-meeting/index.js';
import { SYSTEM } from './clause-origin.js';
import { OpenCases } from './open-cases.js';

/** An event that mandates and hosting terms may wait for. */
export interface EventDate {
  /** such as `plenary-2013` */
  readonly event: string;
  /** when it is; null: it has no date any more */
  readonly at: Instant | null;
  /** who says so, such as the reference of the meeting */
  readonly source: string;
  /** for imported histories only: dates those that wait there, as of this instant */
  readonly asOf?: Instant;
}

/** Dates what waits for an event: when a meeting gets its day, and when something is opened that waits for a meeting convened already. */
@Injectable()
export class EventDating {
  constructor(
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly open: OpenCases,
  ) {}

  /**
   * @returns the cases that were dated or moved; those that have this date already are left alone, and so are those that another
   *   meeting dated when this one has no day any more
   */
  async eventDated({ event, at, source, asOf }: EventDate): Promise<CaseId[]> {
    const changed: CaseId[] = [];
    for (const { caseId, revision, dueAt, rule } of await this.open.waitingFor(event, asOf !== undefined)) {
      if (dueAt === at || (at === null && rule !== null && !rule.includes(`(${source})`))) continue;
      const outcome = await this.engine.submit({
        caseId,
        type: 'date-event',
        commandId: `event/${event}/${at ?? 'none'}/${caseId}/${revision}` as CommandId, // once for each state of the case
        actor: SYSTEM,
        payload: { event, at, source },
        ...(asOf === undefined ? {} : { asOf }),
      });
      if (outcome.status === 'accepted') changed.push(caseId);
    }
    return changed;
  }

  /** Dates what waits for the event of a term, where the meeting that it is was convened already and has not opened. */
  async dateFromMeetings(deadline: ClauseDeadline | null): Promise<void> {
    if (deadline?.kind !== 'event') return;
    const { event } = deadline;
    const files = await this.cases.list({ workflow: plenaryMeeting.name, open: true, limit: 500 });
    const meeting = files
      .filter((file) => !file.historical && file.state.startsWith('convened'))
      .map((file) => meetingContextSchema.parse(file.context))
      .find((context) => eventOf(context) === event);
    if (meeting) await this.eventDated({ event, at: meeting.opensAt.at, source: meeting.reference });
  }
}
