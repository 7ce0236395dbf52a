import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, type CommandOutcome, Engine } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { procedureContextSchema, writtenProcedure } from '../../../workflows/written-procedure/index.js';
import { type Precedent, type PrecedentStep, playedAt } from './precedent.js';
import { ProcedureOutcomes } from './procedure-outcomes.js';
import { type ReplayedStep, type ScheduledHistory, faultsOf, personAt } from './replay.js';

type PrecedentPayload = Extract<PrecedentStep, { do: 'command' }>['payload'];

/**
 * Plays a precedent through the engine as an imported history: every command is stamped with the instant at which it came,
 * timers fire at their own instants between, and nobody is sent anything.
 */
@Injectable()
export class ProcedureReplays {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly outcomes: ProcedureOutcomes,
  ) {}

  /**
   * @param precedent checked
   * @returns its steps, ready to be played: the draft first, the outcome last. Played again into the same store they change nothing
   */
  prepare(precedent: Precedent): ScheduledHistory {
    const { draft, steps, name, outcome, sources } = precedent;
    let drafted: CaseId | null = null;
    const caseId = (): CaseId => {
      if (drafted === null) throw new Error(`${name} is played from its draft on`);
      return drafted;
    };
    const lastStep = steps.at(-1);
    const end = lastStep ? playedAt(lastStep) : draft.at;
    const first = async (): Promise<ReplayedStep> => {
      const started = await this.draft(precedent);
      drafted = started.caseId;
      return this.line(drafted, draft.at, `${draft.by} drafts`, faultsOf(started, undefined), draft.source);
    };
    const last = async (): Promise<ReplayedStep> => {
      const faults = await this.outcomes.compare(caseId(), { at: end, knownAt: end }, outcome);
      return this.line(caseId(), end, 'outcome', faults, sources.join('; '));
    };
    return {
      name,
      steps: [
        { at: draft.at, looks: false, play: first },
        ...steps.map((step, index) => ({
          at: playedAt(step),
          looks: step.do === 'check',
          play: () => this.step(caseId(), `precedent/${name}/${index + 1}`, step),
        })),
        { at: end, looks: true, play: last },
      ],
      cases: () => (drafted === null ? [] : [drafted]),
    };
  }

  private async draft({ draft, name }: Precedent): Promise<CommandOutcome> {
    return this.engine.start({
      workflow: writtenProcedure.name,
      commandId: `precedent/${name}/draft` as CommandId,
      actor: await personAt(this.dataSource.manager, draft.by, draft.at),
      payload: draft.payload,
      asOf: draft.at,
      historical: true,
    });
  }

  private async step(caseId: CaseId, id: string, step: PrecedentStep): Promise<ReplayedStep> {
    if (step.do === 'check') {
      const faults = await this.outcomes.compare(
        caseId,
        { at: step.at, knownAt: step.knownAt ?? step.at },
        step.expect,
      );
      return this.line(caseId, step.at, `check ${Object.keys(step.expect).join(', ')}`, faults, step.source);
    }
    if (step.do === 'command') {
      const actor = await personAt(this.dataSource.manager, step.by, step.at);
      const payload = await this.resolved(caseId, step.payload);
      const outcome = await this.engine.submit({
        caseId,
        type: step.command,
        commandId: id as CommandId,
        actor,
        payload,
        asOf: step.at,
      });
      const what = `${step.by} ${step.command}${step.refused ? ' (to be refused)' : ''}`;
      return this.line(caseId, step.at, what, faultsOf(outcome, step.refused), step.source);
    }
    return this.answers(caseId, id, step);
  }

  /** Ids are not known when a history is written down: `$contest:RUS` stands for the contest of that party. */
  private async resolved(caseId: CaseId, payload: PrecedentPayload): Promise<PrecedentPayload> {
    const { contests } = procedureContextSchema.parse((await this.cases.view(caseId)).context);
    const idOf = (value: unknown): unknown => {
      const party = typeof value === 'string' ? /^\$contest:(.+)$/.exec(value)?.[1] : undefined;
      return party === undefined ? value : (contests.find((contest) => contest.party === party)?.id ?? value);
    };
    return Object.fromEntries(
      Object.entries(payload).map(([key, value]) => [key, idOf(value)]),
    ) as PrecedentPayload; // texts stay texts
  }

  private async answers(
    caseId: CaseId,
    id: string,
    step: Extract<PrecedentStep, { do: 'answers' }>,
  ): Promise<ReplayedStep> {
    const { frozen, textHash } = procedureContextSchema.parse((await this.cases.view(caseId)).context);
    const parties =
      step.parties === 'all' ? (frozen?.electorate ?? []).map((party) => party.code) : step.parties;
    const faults: string[] = [];
    for (const party of parties) {
      const contactId = frozen?.electorate.find((one) => one.code === party)?.contacts[0]?.id ?? `${party}-1`;
      const actor = await personAt(this.dataSource.manager, contactId, step.at);
      const payload = {
        kind: step.kind,
        contactId,
        channel: 'api',
        textHash,
        ...(step.reason ? { reason: step.reason } : {}),
      };
      const outcome = await this.engine.submit({
        caseId,
        type: 'record-position',
        commandId: `${id}/${party}` as CommandId,
        actor,
        payload,
        asOf: step.at,
      });
      faults.push(...faultsOf(outcome, undefined).map((fault) => `${party}: ${fault}`));
    }
    return this.line(caseId, step.at, `${parties.length} answer ${step.kind}`, faults, step.source);
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
