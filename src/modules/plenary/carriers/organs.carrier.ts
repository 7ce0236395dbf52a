import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EffectResult, OutboxMessage } from '../../../engine/index.js';
import { MandateListeners } from '../../mandates/index.js';
import { Bars, DistributionLists, Mergers, Organs } from '../../organs/index.js';
import { hostBarSchema } from '../../../../workflows/hosting-term/index.js';
import { type Carrier, sourceOf } from './carrier.js';

/** What the Plenary decided of its organs: who sits there, which become one, who is kept out; and the lists by role. */
@Injectable()
export class OrgansCarrier implements OnModuleInit {
  constructor(
    private readonly organs: Organs,
    private readonly mergers: Mergers,
    private readonly bars: Bars,
    private readonly lists: DistributionLists,
    private readonly mandateListeners: MandateListeners,
  ) {}

  onModuleInit(): void {
    this.mandateListeners.onHostBar((message) => this.barHostStaff(message));
  }

  /** Staff of a host takes no part in organs while it hosts; a bar that the meeting itself put up covers it (paragraph 36). */
  private async barHostStaff(message: OutboxMessage): Promise<EffectResult> {
    const { meeting, paragraph, caseId, host, what, change, from } = hostBarSchema.parse(message.payload);
    if (change !== 'begins')
      return { skipped: 'the bar stands until the Secretariat takes the persons off it' };
    if ((await this.bars.list({ at: from })).some(({ source }) => source.startsWith(`${meeting}, `)))
      return { skipped: `${meeting} put up a bar itself` };
    const { changed } = await this.bars.bar({
      code: `HOST-${caseId.slice(-6).toUpperCase()}`,
      name: `Staff of ${host} for: ${what}`.slice(0, 200),
      organs: null,
      validFrom: from,
      validTo: null,
      source: `${meeting}, paragraph ${paragraph}`,
    });
    return changed ? 'done' : { skipped: 'the bar is there already' };
  }

  readonly seats: Carrier<'seats'> = async (carrying, { organ, parties, capacity }) => {
    const seated: string[] = [];
    for (const party of parties) {
      const seat = {
        organ,
        party,
        capacity,
        validFrom: carrying.order.at,
        validTo: null,
        source: sourceOf(carrying),
      };
      if ((await this.organs.seat(seat)).changed) seated.push(`${party} sits in ${organ} as ${capacity}`);
    }
    return seated;
  };

  /** A merger endorsed without a name for the new organ is one in principle: its road map is a mandate (Washington 2012, paragraph 33). */
  readonly merger: Carrier<'merger'> = async (carrying, { from, into, name }) => {
    if (into === null) return [];
    const { changed } = await this.mergers.merge({
      from,
      into: { code: into, name: name ?? into },
      at: carrying.order.at,
      source: sourceOf(carrying),
    });
    return changed ? [`${from.join(' and ')} are ${into} now`] : [];
  };

  readonly bar: Carrier<'bar'> = async (carrying, { code, who, from }) => {
    const { changed } = await this.bars.bar({
      code,
      name: `${who}: kept out of ${from}`.slice(0, 200),
      organs: null,
      validFrom: carrying.order.at,
      validTo: null,
      source: sourceOf(carrying),
    });
    return changed ? [`${who} are kept out of ${from}`] : [];
  };

  readonly list: Carrier<'lists'> = async (carrying, { roles }) => {
    const made: string[] = [];
    for (const name of roles) {
      const list = {
        role: roleOf(name),
        name,
        validFrom: carrying.order.at,
        validTo: null,
        source: sourceOf(carrying),
      };
      if ((await this.lists.putList(list)).changed) made.push(`there is a list for ${name}`);
    }
    return made;
  };
}

/** @returns the name as a list is addressed: `Large-scale mining` is `large-scale-mining` */
function roleOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}
