import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  CaseReader,
  type CommandOutcome,
  type EffectResult,
  Engine,
  PermanentFailure,
} from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Registry } from '../registry/index.js';
import {
  type SuccessionOffice,
  calendarYear,
  chairYearOf,
  openCandidature,
  successionWorkflow,
} from '../../../workflows/succession/index.js';
import { successionOf } from './succession.kind.js';
import { type LeadingSuccession, successionsTo } from './succession.queries.js';
import { SUCCESSION_SYSTEM } from './succession.effects.js';
import { standingOfTerm } from './term-standing.js';

/** What a clause of a meeting says of an office. */
export interface PlenarySelection {
  /** reference of the meeting */
  readonly meeting: string;
  /** id of the item, on which the meeting found consensus for a selection */
  readonly item: string | null;
  readonly office: SuccessionOffice | 'pc-chair';
  readonly year: number;
  readonly party: string;
  readonly standing: 'selected' | 'offered' | 'pending';
  /** when the clause takes effect */
  readonly at: Instant;
  /** zone of the body, in which its years begin; left out: UTC */
  readonly zone?: string;
  /** the meeting is of an imported history; left out: it is live */
  readonly historical?: boolean;
}

/** Brings what a Plenary said of an office into the succession to it. */
@Injectable()
export class Successions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly registry: Registry,
  ) {}

  /**
   * Records an offer as a candidature, and a selection as the decision of the Plenary on that item. A succession that was never called
   * is opened; whoever did not stand yet stands by the Plenary's word. Carried out twice, it changes nothing.
   *
   * @returns `done`, or why there was nothing to do
   * @throws PermanentFailure when the succession refuses, such as without consensus on the item: somebody must look
   */
  async selectedByPlenary(given: PlenarySelection): Promise<EffectResult> {
    const { office, standing, party, year } = given;
    if (office === 'pc-chair')
      return { skipped: 'the chair of the Participation Committee is no succession' };
    if (standing === 'pending') return { skipped: 'nothing was decided' };
    if (await this.inRegistry(office, given))
      return { skipped: `the registry has ${party} as ${office} of ${year}` };
    const succession = await this.openedFor(office, given);
    if (succession.selected === party)
      return { skipped: `${succession.reference} selected ${party} already` };
    if (succession.selected !== null)
      throw new PermanentFailure(
        `${given.meeting} has ${party} as ${office} of ${year}, but ${succession.reference} selected ${succession.selected}.`,
      );
    await this.standing(succession.id, given);
    if (standing === 'selected') await this.decide(succession, office, given);
    return 'done';
  }

  /** Elected for the beginning of that year, or for what is left of it. */
  private async inRegistry(
    office: SuccessionOffice,
    { year, party, zone }: PlenarySelection,
  ): Promise<boolean> {
    const { from, to } = calendarYear(year, zone ?? 'UTC');
    return (await this.registry.offices()).some(
      (term) =>
        term.office === office &&
        term.party === party &&
        standingOfTerm(term) === 'elected' &&
        term.validFrom < to &&
        (term.validTo === null || term.validTo > from),
    );
  }

  private async openedFor(office: SuccessionOffice, given: PlenarySelection): Promise<LeadingSuccession> {
    const { year, meeting, zone } = given;
    const found = await this.leading(office, given);
    if (found) return found;
    const payload = {
      reference: `${meeting}/${office}/${year}`.slice(0, 300),
      office,
      year,
      zone: zone ?? 'UTC',
    };
    requireAccepted(
      await this.engine.start({
        workflow: successionWorkflow.name,
        commandId: commandId(given, 'call'),
        actor: SUCCESSION_SYSTEM,
        payload,
        ...stamp(given),
        historical: given.historical ?? false,
      }),
    );
    const opened = await this.leading(office, given);
    if (!opened) throw new Error(`the succession ${payload.reference} was opened and is not there`);
    return opened;
  }

  private async leading(
    office: SuccessionOffice,
    { year, historical }: PlenarySelection,
  ): Promise<LeadingSuccession | undefined> {
    const { manager } = this.dataSource;
    const [leading] = await successionsTo(manager, chairYearOf(office, year), historical ?? false);
    return leading;
  }

  private async standing(caseId: CaseId, given: PlenarySelection): Promise<void> {
    if (openCandidature(successionOf(await this.cases.view(caseId)), given.party)) return;
    requireAccepted(
      await this.engine.submit({
        caseId,
        type: 'submit-candidature',
        commandId: commandId(given, 'candidature'),
        actor: SUCCESSION_SYSTEM,
        payload: { party: given.party, note: `${given.standing} at ${given.meeting}` },
        ...stamp(given),
      }),
    );
  }

  private async decide(
    succession: LeadingSuccession,
    office: SuccessionOffice,
    given: PlenarySelection,
  ): Promise<void> {
    const { meeting, item, party, at } = given;
    if (item === null)
      throw new PermanentFailure(
        `${meeting} selects ${party} without an item: a decision needs one on which consensus was found.`,
      );
    if (office === 'vice-chair' && succession.office === 'chair')
      throw new PermanentFailure(
        `${meeting} selects ${party} as Vice-Chair, but ${succession.reference} leads to the Chair alone. Cancel it, or decide in it by hand.`,
      );
    requireAccepted(
      await this.engine.submit({
        caseId: succession.id,
        type: 'decide',
        commandId: commandId(given, 'decision'),
        actor: SUCCESSION_SYSTEM,
        payload: { party, decidedBy: { kind: 'plenary', meeting, item }, effectiveAt: at },
        ...stamp(given),
      }),
    );
  }
}

/** Imported histories are stamped with their own instants, live commands by the database. */
function stamp({ historical, at }: PlenarySelection): { asOf?: Instant } {
  return historical ? { asOf: at } : {};
}

/** One command for one clause, however often it is carried out; a long reference is cut, what tells clauses apart is not. */
function commandId(given: PlenarySelection, what: string): CommandId {
  const { office, year, party, meeting, item, standing } = given;
  return `plenary-selection/${what}/${standing}/${office}/${year}/${party}/${item ?? '-'}/${meeting}`.slice(
    0,
    200,
  ) as CommandId;
}

function requireAccepted({ status, refusal, caseId }: CommandOutcome): void {
  if (status === 'accepted') return;
  if (status === 'pending') throw new Error(`the succession ${caseId} has not decided yet`);
  throw new PermanentFailure(refusal?.message ?? `the succession ${caseId} set the command aside`);
}
