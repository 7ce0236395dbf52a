import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, type CommandOutcome, Engine } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { OPERATOR } from '../cases/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import {
  openContests,
  procedureContextSchema,
  tally,
  writtenProcedure,
} from '../../../workflows/written-procedure/index.js';
import { type Expectation, type Precedent, type PrecedentStep, playedAt } from './precedent.js';
import { type ReplayedStep, type ScheduledHistory, differences, faultsOf, personAt } from './replay.js';

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
    private readonly procedures: WrittenProcedures,
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
      const faults = await this.compare(caseId(), { at: end, knownAt: end }, outcome);
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
      const faults = await this.compare(
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

  /** Compares what was known at one instant about another with what the file says. @returns a sentence per difference */
  private async compare(
    caseId: CaseId,
    when: { at: Instant; knownAt: Instant },
    expected: Expectation,
  ): Promise<string[]> {
    const found = await this.found(caseId, when);
    return Object.entries(expected).flatMap(([key, value]) => {
      const actual = found[key];
      if (key === 'needed')
        return String(actual).includes(String(value))
          ? []
          : [`needed: expected «…${String(value)}…», found «${String(actual)}»`];
      if (key === 'receivedFrom')
        return receivedFaults(actual as Record<string, number>, value as Record<string, number>); // both made by this file's schemas
      return differences(key, value, actual);
    });
  }

  private async found(
    caseId: CaseId,
    when: { at: Instant; knownAt: Instant },
  ): Promise<Record<string, unknown>> {
    const standing = await this.procedures.standing(caseId, OPERATOR, when);
    const known = await this.cases.asKnownAt(caseId, when.knownAt);
    if (!known) return { status: standing.status, held: null };
    const context = procedureContextSchema.parse(known.context);
    const count = context.frozen ? tally(context) : null;
    const received = new Map<string, number>();
    for (const position of context.positions)
      received.set(position.party, (received.get(position.party) ?? 0) + 1);
    return {
      status: standing.status,
      held: standing.held,
      needed: known.description.needed,
      affirmative: count?.affirmative,
      floorNeeded: count?.floorNeeded,
      members: count?.members,
      answered: count?.answered,
      finding: count?.finding,
      deadline: context.round?.deadline.at,
      declarations: context.declarations.length,
      annulled: context.declarations.filter((declaration) => declaration.annulled !== null).length,
      openContests: openContests(context).length,
      receivedFrom: Object.fromEntries(received),
    };
  }
}

/** Only the parties that the file names are compared; one that never wrote counts 0. */
function receivedFaults(
  actual: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(expected).flatMap(([party, count]) =>
    (actual[party] ?? 0) === count
      ? []
      : [`received from ${party}: expected ${count}, found ${actual[party] ?? 0}`],
  );
}
