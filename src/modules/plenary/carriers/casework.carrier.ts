import { Injectable } from '@nestjs/common';
import type { CaseFile } from '../../../engine/index.js';
import type { CommandId } from '../../../kernel/ids.js';
import type { Decision } from '../../../../workflows/casework/index.js';
import { caseReference } from '../../../../workflows/mandate/index.js';
import { CaseLinks } from '../../casework/index.js';
import type { Carrier, Carrying, FactOf } from './carrier.js';
import { MandatesCarrier } from './mandates.carrier.js';
import { sourceOf } from './carrier.js';

/** The deciding body where an organ set conditions: the one to which a missed date leads. */
const COMMITTEE = 'PC';

/** What the Plenary decided or heard of one party is a case of its own: conditions by a day, measures, visits. */
@Injectable()
export class CaseworkCarrier {
  constructor(
    private readonly links: CaseLinks,
    private readonly mandates: MandatesCarrier,
  ) {}

  /** Conditions with a last day; without one they are watched as a mandate of whoever is to meet them. What follows, somebody decides (paragraph 5). */
  readonly conditions: Carrier<'conditions'> = async (carrying, fact) => {
    const { deadline, by } = carrying.order.clause;
    if (deadline?.kind !== 'day') return this.mandates.conditions(carrying, fact);
    const { party, allOf, otherwise } = fact;
    const payload = {
      title: `Conditions for ${party}`,
      party,
      conditions: allOf.map(({ text, judge, mustInclude }) => ({
        ...{ text, mustInclude },
        ...(judge === null ? {} : { judge }),
      })),
      lastDay: deadline.on,
      escalateTo: by === 'plenary' ? COMMITTEE : by,
      otherwise,
      decision: decisionOf(carrying, null),
    };
    await this.open(carrying, { workflow: 'conditional-deadline', word: 'CONDITIONS', party, payload });
    return [`${party} has conditions to meet by ${deadline.on}`];
  };

  /** Every visit, from its invitation or promise on; of one that was reported only what it recommends is still to come. */
  readonly visits: Carrier<'visits'> = async (carrying, { reported, planned, invited, committed }) => {
    const { deadline } = carrying.order.clause;
    const byWords = deadline && 'words' in deadline ? deadline.words : null;
    const by = deadline?.kind === 'day' ? deadline.on : null;
    const kinds: readonly (readonly [readonly string[], object])[] = [
      [reported, { basis: 'invitation', already: { stage: 'reported' } }],
      [planned, { basis: 'invitation', by, byWords }],
      [
        invited.filter((party) => !planned.includes(party) && !hasTermElsewhere(carrying, party)),
        { basis: 'invitation', by, byWords },
      ],
      [await this.notPromisedYet(carrying, committed), { basis: 'commitment', by, byWords }],
    ];
    const opened: string[] = [];
    for (const [index, [parties, more]] of kinds.entries())
      for (const party of parties) {
        const payload = { title: `Review visit to ${party}`, party, kind: 'visit', ...more };
        await this.open(carrying, {
          workflow: 'review-visit',
          word: 'VISIT',
          party,
          payload,
          suffix: suffixOf(party, index),
        });
        opened.push(`the visit to ${party} has its case`);
      }
    return opened;
  };

  /** A promise that was the end of a measure has its case from there. */
  private async notPromisedYet(
    { historical }: Carrying,
    parties: readonly string[],
  ): Promise<readonly string[]> {
    const without: string[] = [];
    for (const party of parties) {
      const visits = await this.links.openAbout('review-visit', party, historical);
      if (!visits.some(({ context }) => context['basis'] === 'commitment')) without.push(party);
    }
    return without;
  }

  /** A measure that Plenum has as a case is lifted, concluded or continued there; of one that it does not have the Compendium says it. */
  async measure(carrying: Carrying, fact: FactOf<'measure'>): Promise<readonly string[]> {
    const { party, instrument, action, under, concernedCounts } = fact;
    const command = { lifted: 'lift', concluded: 'conclude', continued: 'continue-measure' }[action];
    const payload = {
      decision: decisionOf(carrying, concernedCounts),
      reason: carrying.order.clause.text,
      ...(action === 'continued' ? {} : { under }),
    };
    const changed: string[] = [];
    for (const workflow of ['special-measure', 'interim-measure'])
      changed.push(
        ...(await this.tell(
          carrying,
          { workflow, party, command, payload },
          (file) => file.context['instrument'] === instrument,
        )),
      );
    return changed;
  }

  /** An application that Plenum has as a case is decided there, too; its notice and the transposition are the Chair's to begin. */
  async admission(carrying: Carrying, { parties, via }: FactOf<'admission'>): Promise<readonly string[]> {
    if (via !== 'plenary') return [];
    const payload = {
      how: 'admitted',
      decision: decisionOf(carrying, null),
      reason: carrying.order.clause.text,
    };
    const decided: string[] = [];
    for (const party of parties)
      decided.push(
        ...(await this.tell(carrying, { workflow: 'admission', party, command: 'decide', payload })),
      );
    return decided;
  }

  /** Tells every open case about a party that still hears the command; one that was decided already is left as it is. */
  private async tell(
    { order, historical }: Carrying,
    {
      workflow,
      party,
      command,
      payload,
    }: { workflow: string; party: string; command: string; payload: object },
    meant: (file: CaseFile) => boolean = () => true,
  ): Promise<readonly string[]> {
    const told: string[] = [];
    for (const file of (await this.links.openAbout(workflow, party, historical)).filter(meant)) {
      if (!file.allowed.includes(command)) continue;
      const { caseId } = file;
      const name = String(file.context['reference']);
      const id = `clause/${order.meeting}/${order.clause.id}/${caseId}` as CommandId;
      await this.links.tellAs(id, { caseId, name, command, payload }, historical ? order.at : null);
      told.push(`${name}: ${command}`);
    }
    return told;
  }

  private async open(carrying: Carrying, { workflow, word, party, payload, suffix }: Opened): Promise<void> {
    const { order, meeting, historical } = carrying;
    const { clause, zone, at } = order;
    const reference = [
      caseReference(word, order.meeting, clause.id),
      ...(suffix === undefined ? [] : [suffix]),
    ].join('/');
    const item = meeting.items.find(({ id }) => id === clause.item);
    await this.links.openAs(`clause/${order.meeting}/${clause.id}/${suffix ?? party}` as CommandId, {
      workflow,
      at,
      historical,
      payload: {
        reference,
        source: sourceOf(carrying),
        subjects: [party],
        zone,
        language: clause.language,
        visibility: item?.visibility ?? 'all',
        concerns: item?.concerns ?? [],
        ...payload,
      },
    });
  }
}

/** A visit that was reported, and another one that is to come, are two cases of one party; the usual one bears its code alone. */
function suffixOf(party: string, kind: number): string {
  return kind === REPORTED ? `${party}/reported` : kind === PROMISED ? `${party}/promised` : party;
}
const REPORTED = 0;
const PROMISED = 3;

/** A case that a clause opens: its workflow, the word in its reference, and what tells several of one clause apart. */
interface Opened {
  readonly workflow: string;
  readonly word: string;
  readonly party: string;
  readonly payload: object;
  readonly suffix?: string;
}

/** @returns whether another clause of the meeting says when the visit to the party is to be: that one opens the case */
function hasTermElsewhere({ order, meeting }: Carrying, party: string): boolean {
  return (
    order.clause.deadline === null &&
    meeting.clauses.some(
      ({ id, fact, deadline }) =>
        id !== order.clause.id && fact.kind === 'visits' && deadline !== null && fact.planned.includes(party),
    )
  );
}

/** @returns the clause as a decision that a case may cite */
function decisionOf({ order, meeting }: Carrying, concernedCounts: boolean | null): Decision {
  const { clause, at } = order;
  const { findings } = meeting.items.find(({ id }) => id === clause.item) ?? { findings: [] };
  return {
    by: clause.by === 'plenary' ? 'plenary' : 'organ',
    reference: order.meeting,
    item: clause.by === 'plenary' && findings.at(-1)?.result === 'consensus' ? clause.item : null,
    at: findings.at(-1)?.at ?? at,
    effectiveAt: at,
    concernedCounts,
    note: `paragraph ${clause.paragraph}`,
    outside: false,
  };
}
