import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, Engine } from '../../../engine/index.js';
import type { CommandId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Actor } from '../../../kernel/workflow.js';
import { type ReplayedStep, type ScheduledHistory, type ScheduledStep, personAt } from '../replay.js';
import { CaseComparison } from './case-comparison.js';
import { type CaseworkPrecedent, type CaseworkStep, lastInstant } from './casework-precedent.js';
import { NamedCases } from './named-cases.js';
import { RegistryComparison } from './registry-comparison.js';
import { RegistryPrelude } from './registry-prelude.js';
import { commandFaults, thrownFaults, troublesOf } from './troubles.js';

type Step<Do extends CaseworkStep['do']> = Extract<CaseworkStep, { do: Do }>;

/** A step, before it can be played. */
interface Plan {
  readonly at: Instant;
  readonly what: string;
  readonly source: string;
  /** whether it only looks */
  readonly looks?: boolean;
  /** name of the case it is about */
  readonly about?: string;
  /** code of the refusal that it must meet */
  readonly refused?: string | undefined;
  /** plays it; answers a sentence for each fault */
  readonly work: () => Promise<string[]>;
}

/**
 * Plays a history of cases through the engine as imported ones: every command is stamped with the instant at which it came, and
 * nobody is sent anything. What the engine or a record refuses is a fault of that step, in words, and the play goes on.
 */
@Injectable()
export class CaseworkReplays {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly comparison: CaseComparison,
    private readonly registry: RegistryComparison,
    private readonly prelude: RegistryPrelude,
  ) {}

  /**
   * @param precedent checked
   * @returns its steps, ready to be played: a first one for what the registry must know, a last one for the outcome. Played
   *   again into the same store they change nothing
   */
  prepare(precedent: CaseworkPrecedent): ScheduledHistory {
    const { name, steps, sources } = precedent;
    const named = new NamedCases(this.cases);
    const source = sources.join('; ');
    const end = lastInstant(precedent);
    const plans: Plan[] = [
      {
        at: steps[0]?.at ?? end,
        what: 'the registry knows what it must',
        source,
        work: async () => {
          await this.prelude.enter(precedent.registry);
          return [];
        },
      },
      ...steps.map((step, index) => this.plan(named, `precedent/${name}/${index + 1}` as CommandId, step)),
      { at: end, what: 'outcome', source, looks: true, work: () => this.outcome(named, precedent, end) },
    ];
    return { name, steps: plans.map((plan) => this.scheduled(named, plan)), cases: () => named.ids() };
  }

  private plan(named: NamedCases, commandId: CommandId, step: CaseworkStep): Plan {
    const { at, source } = step;
    switch (step.do) {
      case 'open':
        return {
          ...{ at, source, about: step.case, refused: step.refused },
          what: `${step.by} opens ${step.case} (${step.workflow})`,
          work: () => this.open(named, commandId, step),
        };
      case 'command':
        return {
          ...{ at, source, about: step.case, refused: step.refused },
          what: `${step.case}: ${step.by} ${step.command}`,
          work: () => this.command(named, commandId, step),
        };
      case 'expect-case':
        return {
          ...{ at, source, about: step.case },
          what: `${step.case} is there (${step.workflow})`,
          work: () => named.expect(step),
        };
      case 'check':
        return {
          ...{ at, source, about: step.case, looks: true },
          what: `check ${step.case}: ${Object.keys(step.expect).join(', ')}`,
          work: async () => this.comparison.faults(named.require(step.case), step.expect, at),
        };
      case 'check-registry':
        return {
          ...{ at, source, looks: true },
          what: `check the registry: ${Object.keys(step.expect).join(', ')}`,
          work: () => this.registry.faults(step.expect, at),
        };
    }
  }

  private scheduled(named: NamedCases, { at, what, source, looks = false, ...plan }: Plan): ScheduledStep {
    const play = async (): Promise<ReplayedStep> => {
      const faults = await plan.work().catch((error: unknown) => thrownFaults(error, plan.refused));
      const id = plan.about === undefined ? null : named.find(plan.about);
      const needed = id ? (await this.cases.view(id)).description.needed : '';
      return { at, what: plan.refused ? `${what} (to be refused)` : what, faults, needed, source };
    };
    return { at, looks, play };
  }

  private async open(named: NamedCases, commandId: CommandId, step: Step<'open'>): Promise<string[]> {
    const { workflow, at } = step;
    const outcome = await this.engine.start({
      workflow,
      commandId,
      actor: await this.actor(step.by, at),
      payload: await named.resolved(step.payload, at),
      asOf: at,
      historical: true,
    });
    if (outcome.status === 'accepted') named.add(step.case, outcome.caseId);
    const inUse = outcome.refusal?.code === 'case.reference-in-use' && !step.refused;
    const takenOver = inUse ? await named.takeOver(step) : null;
    if (takenOver !== null)
      return this.comparison.openingFaults(takenOver, await named.resolved(step.payload, at));
    return commandFaults(this.dataSource.manager, outcome, step.refused);
  }

  private async command(named: NamedCases, commandId: CommandId, step: Step<'command'>): Promise<string[]> {
    const { command: type, at } = step;
    const outcome = await this.engine.submit({
      caseId: named.require(step.case),
      type,
      commandId,
      actor: await this.actor(step.by, at),
      payload: await named.resolved(step.payload, at),
      asOf: at,
    });
    return commandFaults(this.dataSource.manager, outcome, step.refused);
  }

  private async outcome(named: NamedCases, precedent: CaseworkPrecedent, at: Instant): Promise<string[]> {
    const { cases, registry } = precedent.outcome;
    const faults: string[] = [];
    for (const [name, expected] of Object.entries(cases)) {
      const found = await this.comparison.faults(named.require(name), expected, at);
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    }
    if (registry) faults.push(...(await this.registry.faults(registry, at)));
    return [...faults, ...(await troublesOf(this.dataSource.manager, named.ids()))];
  }

  private async actor(by: string, at: Instant): Promise<Actor> {
    return by === 'system'
      ? { kind: 'system', id: 'system', name: 'Plenum' }
      : personAt(this.dataSource.manager, by, at);
  }
}
