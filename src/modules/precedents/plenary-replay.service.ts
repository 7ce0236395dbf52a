import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, Engine, OutboxDispatcher } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { plenaryMeeting } from '../../../workflows/plenary-meeting/index.js';
import { PlenaryOutcomes } from './plenary-outcomes.js';
import type { PlenaryPrecedent } from './plenary-precedent.js';
import { type Progress, type Replay, type ReplayedStep, faultsOf, personAt } from './replay.js';

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
    private readonly dispatcher: OutboxDispatcher,
    private readonly outcomes: PlenaryOutcomes,
  ) {}

  /**
   * @param precedent checked
   * @param progress told how far it is
   * @returns every step with its faults, and one line for what followed; playing it again into the same store changes nothing
   */
  async play(precedent: PlenaryPrecedent, progress: Progress): Promise<Replay> {
    const { name, meeting, timeline } = precedent;
    const steps = meetingSteps(precedent);
    const total = steps.length + 2;
    const started = await this.engine.start({
      workflow: plenaryMeeting.name,
      commandId: `precedent/${name}/convene` as CommandId,
      actor: await personAt(this.dataSource.manager, meeting.by, meeting.at),
      payload: meeting.payload,
      asOf: meeting.at,
      historical: true,
    });
    const { caseId } = started;
    const lines = [await this.line(caseId, meeting.at, 'convened', faultsOf(started), meeting.source)];
    for (const [index, step] of steps.entries()) {
      progress(index + 1, total);
      lines.push(await this.step(caseId, precedent, step, index));
    }
    await this.dispatcher.settle(); // other workers may carry out some of it
    const faults = await this.outcomes.compare(caseId, precedent);
    lines.push(await this.line(caseId, timeline.published, 'outcome', faults, precedent.sources.join('; ')));
    progress(total, total);
    return { name, caseId, steps: lines, holds: lines.every((line) => line.faults.length === 0) };
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
