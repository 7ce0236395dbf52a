import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, type CommandOutcome, Engine } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { plenaryMeeting } from '../../../workflows/plenary-meeting/index.js';
import { PlenaryOutcomes } from './plenary-outcomes.js';
import type { PlenaryPrecedent } from './plenary-precedent.js';
import { type ReplayedStep, type ScheduledHistory, faultsOf, personAt } from './replay.js';

/** One command of a meeting, at the instant at which it is played. */
interface MeetingStep {
  readonly at: Instant;
  readonly command: string;
  readonly payload: object;
  readonly what: string;
}

/**
 * Holds a Plenary again through the engine as an imported history: everything it decided is carried out in Plenum's own
 * records, at the instants of the file, and nobody is sent anything.
 */
@Injectable()
export class PlenaryReplays {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly outcomes: PlenaryOutcomes,
  ) {}

  /**
   * @param precedent checked
   * @returns its steps, ready to be played: the convening first, what followed last. Played again into the same store they change
   *   nothing
   */
  prepare(precedent: PlenaryPrecedent): ScheduledHistory {
    const { name, meeting, timeline, sources } = precedent;
    let convened: CaseId | null = null;
    const caseId = (): CaseId => {
      if (convened === null) throw new Error(`${name} is played from its convening on`);
      return convened;
    };
    const first = async (): Promise<ReplayedStep> => {
      const started = await this.convene(precedent);
      convened = started.caseId;
      return this.line(convened, meeting.at, 'convened', faultsOf(started), meeting.source);
    };
    const last = async (): Promise<ReplayedStep> => {
      const faults = await this.outcomes.compare(caseId(), precedent);
      return this.line(caseId(), timeline.published, 'outcome', faults, sources.join('; '));
    };
    return {
      name,
      steps: [
        { at: meeting.at, looks: false, play: first },
        ...meetingSteps(precedent).map((step, index) => ({
          at: step.at,
          looks: false,
          play: () => this.step(caseId(), precedent, step, index),
        })),
        { at: timeline.published, looks: true, play: last },
      ],
      cases: () => (convened === null ? [] : [convened]),
    };
  }

  private async convene({ name, meeting }: PlenaryPrecedent): Promise<CommandOutcome> {
    return this.engine.start({
      workflow: plenaryMeeting.name,
      commandId: `precedent/${name}/convene` as CommandId,
      actor: await personAt(this.dataSource.manager, meeting.by, meeting.at),
      payload: meeting.payload,
      asOf: meeting.at,
      historical: true,
    });
  }

  private async step(
    caseId: CaseId,
    { name, meeting, timeline }: PlenaryPrecedent,
    { at, command, payload, what }: MeetingStep,
    index: number,
  ): Promise<ReplayedStep> {
    const outcome = await this.engine.submit({
      caseId,
      type: command,
      commandId: `precedent/${name}/${index + 1}` as CommandId,
      actor: await personAt(this.dataSource.manager, meeting.by, at),
      payload,
      asOf: at,
    });
    return this.line(caseId, at, what, faultsOf(outcome), timeline.source);
  }

  private async line(
    caseId: CaseId,
    at: Instant,
    what: string,
    faults: readonly string[],
    source: string,
  ): Promise<ReplayedStep> {
    const { description } = await this.cases.view(caseId);
    return { at, what, faults, needed: description.needed, source };
  }
}

/** @returns the commands of the meeting in order, from the items brought to the publication */
function meetingSteps({ items, attendance, clauses, timeline }: PlenaryPrecedent): MeetingStep[] {
  const { brought, agendaAdopted, found, closed, adopted, published } = timeline;
  const refused = items
    .filter((item) => item.agenda === 'refused')
    .map(({ id }) => ({ item: id, reason: 'no consensus on the item' }));
  const findings = items.flatMap(({ id, outcome }) =>
    outcome === null
      ? []
      : [{ at: found, command: 'find', payload: { item: id, result: outcome }, what: `${id}: ${outcome}` }],
  );
  const proposals = items.map(({ id, title, source, recommendation }) => ({
    id,
    title,
    source,
    recommendation,
  }));
  return [
    {
      at: brought,
      command: 'add-items',
      payload: { items: proposals },
      what: `${items.length} items brought`,
    },
    ...(attendance
      ? [
          {
            at: agendaAdopted,
            command: 'register-attendance',
            payload: { attendees: attendance },
            what: `${attendance.length} delegations registered`,
          },
        ]
      : []),
    {
      at: agendaAdopted,
      command: 'adopt-agenda',
      payload: { refused } as JsonObject,
      what: 'agenda adopted',
    },
    ...findings,
    {
      at: found,
      command: 'record-clauses',
      payload: { clauses },
      what: `${clauses.length} clauses recorded`,
    },
    { at: closed, command: 'close', payload: {}, what: 'closed' },
    { at: adopted, command: 'adopt-communique', payload: {}, what: 'communiqué adopted' },
    { at: published, command: 'publish', payload: {}, what: 'communiqué published' },
  ];
}
