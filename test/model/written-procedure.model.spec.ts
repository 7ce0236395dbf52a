/**
 * The written procedure against a naive oracle: random votes, changes, withdrawals, extensions, late and duplicate jobs, repeated
 * commands and crashes between receipt and decision, on the real engine and database. The oracle is written from the Kimberley
 * Process's rules in words and shares no code with the workflow.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CaseReader, Engine } from '../../src/engine/index.js';
import { storeCommand } from '../../src/engine/stores/inbox.store.js';
import type { CaseId, CommandId } from '../../src/kernel/ids.js';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { Actor } from '../../src/kernel/workflow.js';
import { DataSource } from 'typeorm';
import { workflows } from '../../workflows/index.js';
import {
  type ProcedureContext,
  procedureContextSchema,
  tally,
} from '../../workflows/written-procedure/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

const LAUNCH = '2013-02-01T09:00:00.000Z' as Instant;
const DAY = 86_400_000;
const FIRST_DEADLINE = '2013-02-23T00:00:00.000Z' as Instant;
/** The rule: a third of 54. */
const FLOOR = 18;
const VOTERS = [
  'AGO',
  'AUS',
  'BWA',
  'BRA',
  'CHN',
  'COD',
  'EU',
  'GHA',
  'IND',
  'ISR',
  'JPN',
  'KOR',
  'LBR',
  'LSO',
  'MEX',
  'NAM',
  'NOR',
  'RUS',
  'CHE',
  'USA',
  'CAN',
  'TUR',
];

type Step =
  | {
      readonly do: 'vote';
      readonly party: number;
      readonly rank: 1 | 2;
      readonly kind: 'support' | 'no-objection' | 'abstain' | 'objection';
      readonly twice: boolean;
      readonly crash: boolean;
    }
  | { readonly do: 'all'; readonly count: number }
  | { readonly do: 'withdraw'; readonly party: number }
  | { readonly do: 'extend'; readonly days: number }
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'edge'; readonly ms: -1 | 0 | 1 }
  | { readonly do: 'knock'; readonly times: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      party: fc.nat(VOTERS.length - 1),
      rank: fc.constantFrom(1 as const, 2 as const),
      kind: fc.constantFrom(
        'support' as const,
        'support' as const,
        'no-objection' as const,
        'abstain' as const,
        'objection' as const,
      ),
      twice: fc.boolean(),
      crash: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('all' as const), count: fc.integer({ min: 16, max: 20 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('withdraw' as const), party: fc.nat(VOTERS.length - 1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('extend' as const), days: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edge' as const),
      ms: fc.constantFrom(-1 as const, 0 as const, 1 as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('knock' as const), times: fc.integer({ min: 1, max: 4 }) }),
  },
);

interface Given {
  readonly party: string;
  readonly rank: number;
  readonly kind: string;
  readonly at: Instant;
  withdrawn: boolean;
}

/**
 * The rules in words: the head of delegation prevails; a receipt at or after the deadline is late; one objection blocks; a third
 * must support. With too few, the Chair may extend, twice in all and within a week of the deadline; a week unused, it lapses. After
 * the last extension the Chair declares, or without any answer it lapses.
 */
class Oracle {
  now: Instant = LAUNCH;
  deadline: Instant = FIRST_DEADLINE;
  readonly given: Given[] = [];
  extensions = 0;

  get open(): boolean {
    return this.now < this.deadline;
  }

  effective(party: string): Given | undefined {
    const own = this.given.filter((one) => one.party === party && !one.withdrawn);
    const best = Math.min(...own.map((one) => one.rank));
    return own.filter((one) => one.rank === best).at(-1);
  }

  count(kind: string): number {
    return VOTERS.filter((party) => this.effective(party)?.kind === kind).length;
  }

  /** What the record supports once the window has closed. */
  get closedAs(): string {
    if (this.count('objection') > 0) return 'consulting';
    if (this.count('support') >= FLOOR) return 'awaiting-declaration';
    if (this.extensions < 2) return this.now < addMs(this.deadline, 7 * DAY) ? 'insufficient' : 'lapsed';
    return VOTERS.some((party) => this.effective(party)) ? 'awaiting-declaration' : 'lapsed';
  }
}

describe('the written procedure, against an oracle', () => {
  let t: TestApp;
  let run = 0;
  beforeAll(async () => {
    t = await startTestApp(LAUNCH);
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 60_000);

  it('agrees with it after every step, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), async (steps) => {
        await new Play(t, (run += 1)).through(steps);
      }),
      // The same runs every time, so that a change is judged by what it changed; other seeds explore.
      {
        numRuns: Number(process.env['MODEL_RUNS'] ?? 25),
        seed: Number(process.env['MODEL_SEED'] ?? 556938174),
      },
    );
  }, 1_800_000);
});

/** One procedure under random steps, each given to the engine and to the oracle. Histories carry their own instants, so many runs share one clock. */
class Play {
  private readonly oracle = new Oracle();
  private caseId = '' as CaseId;
  private textHash = '';
  private sent = 0;

  constructor(
    private readonly t: TestApp,
    private readonly run: number,
  ) {}

  async through(steps: readonly Step[]): Promise<void> {
    await this.launch();
    for (const one of steps) {
      if (!this.oracle.open && one.do !== 'vote' && one.do !== 'knock') break;
      await this.take(one);
      await this.compare();
    }
    await this.passTo(this.oracle.deadline);
    await this.compare();
    expect(await this.t.app.get(CaseReader).verifyState(this.caseId)).toBeNull();
  }

  private async launch(): Promise<void> {
    const engine = this.t.app.get(Engine);
    const payload = {
      reference: `MODEL/${this.run}`,
      title: 'Any',
      subject: 'Any',
      texts: [{ language: 'en', body: 'Any.' }],
    };
    const opened = await engine.start({
      workflow: 'written-procedure',
      commandId: this.id('draft'),
      actor: actor('ZAF', 1),
      payload,
      asOf: LAUNCH,
      historical: true,
    });
    this.caseId = opened.caseId;
    expect((await this.give('launch', { ruleSet: 'kp' }, actor('ZAF', 1), 'launch')).status).toBe('accepted');
    ({ textHash: this.textHash } = await this.context());
    await this.compare();
  }

  private async take(one: Step): Promise<void> {
    switch (one.do) {
      case 'vote':
        return this.vote(one);
      case 'all':
        for (const party of VOTERS.slice(0, one.count).keys())
          await this.vote({ do: 'vote', party, rank: 1, kind: 'support', twice: false, crash: false });
        return;
      case 'withdraw':
        return this.withdraw(VOTERS[one.party] ?? 'AGO');
      case 'extend':
        return this.extend(one.days);
      case 'wait':
        return this.passTo(addMs(this.oracle.now, one.days * DAY));
      case 'edge':
        return this.passTo(addMs(this.oracle.deadline, one.ms));
      case 'knock':
        await Promise.all(
          Array.from({ length: one.times }, () =>
            this.t.app.get(Engine).advance(this.caseId, this.oracle.now),
          ),
        );
    }
  }

  private async vote(one: Extract<Step, { do: 'vote' }>): Promise<void> {
    const party = VOTERS[one.party] ?? 'AGO';
    const { now } = this.oracle;
    const payload = {
      kind: one.kind,
      contactId: `${party}-${one.rank}`,
      channel: 'api',
      textHash: this.textHash,
      ...(one.kind === 'objection' ? { reason: 'No.' } : {}),
    };
    const name = `vote-${(this.sent += 1)}`;
    if (one.crash) await this.receiveOnly('record-position', payload, actor(party, one.rank), name);
    const outcome = await this.give('record-position', payload, actor(party, one.rank), name);
    const ended = !this.oracle.open && this.oracle.closedAs === 'lapsed';
    expect(outcome.status).toBe(ended ? 'refused' : 'accepted'); // in time it counts, late it is kept for a ruling
    if (one.twice)
      expect(await this.give('record-position', payload, actor(party, one.rank), name)).toEqual(outcome);
    if (this.oracle.open)
      this.oracle.given.push({ party, rank: one.rank, kind: one.kind, at: now, withdrawn: false });
  }

  private async withdraw(party: string): Promise<void> {
    const effective = this.oracle.effective(party);
    const { positions } = await this.context();
    const position =
      effective &&
      positions.findLast(
        (one) =>
          one.party === party &&
          one.kind === effective.kind &&
          one.rank === effective.rank &&
          one.status === 'counted',
      );
    const outcome = await this.give(
      'withdraw-position',
      { positionId: position?.id ?? 'none' },
      actor(party, 1),
      `withdraw-${(this.sent += 1)}`,
    );
    expect(outcome.status).toBe(position && this.oracle.open ? 'accepted' : 'refused');
    if (effective && outcome.status === 'accepted')
      for (const one of this.oracle.given) if (one.party === party) one.withdrawn = true;
  }

  private async extend(days: number): Promise<void> {
    const { oracle } = this;
    const wanted = addMs(oracle.deadline, days * DAY);
    const last = new Date(Date.parse(wanted) - DAY).toISOString().slice(0, 10);
    const outcome = await this.give(
      'extend',
      { to: { wallTime: `${last}T24:00`, zone: 'UTC' }, reason: 'More time.' },
      actor('ZAF', 1),
      `extend-${(this.sent += 1)}`,
    );
    const allowed = oracle.extensions < 2; // twice at most, 42 days in all; two times twelve days stay below
    expect([outcome.status, outcome.refusal?.message]).toEqual(
      allowed ? ['accepted', undefined] : ['refused', expect.any(String)],
    );
    if (outcome.status !== 'accepted') return;
    oracle.deadline = wanted;
    oracle.extensions += 1;
  }

  private async passTo(instant: Instant): Promise<void> {
    if (instant > this.oracle.now) this.oracle.now = instant;
    await this.t.app.get(Engine).advance(this.caseId, this.oracle.now);
  }

  /** The process died between storing the receipt and deciding on it. */
  private async receiveOnly(type: string, payload: object, by: Actor, name: string): Promise<void> {
    const { createHash } = await import('node:crypto');
    const { canonicalJson } = await import('../../src/kernel/json.js');
    const fingerprint = createHash('sha256')
      .update(canonicalJson([this.caseId, type, payload, by.id]))
      .digest('hex');
    await storeCommand(this.t.app.get(DataSource).manager, {
      commandId: this.id(name),
      caseId: this.caseId,
      type,
      fingerprint,
      actor: by,
      payload: payload as never,
      asOf: this.oracle.now,
    });
  }

  private give(type: string, payload: object, by: Actor, name: string) {
    return this.t.app.get(Engine).submit({
      caseId: this.caseId,
      type,
      commandId: this.id(name),
      actor: by,
      payload,
      asOf: this.oracle.now,
    });
  }

  private async compare(): Promise<void> {
    const { oracle } = this;
    const file = await this.t.app.get(CaseReader).view(this.caseId);
    const context = procedureContextSchema.parse(file.context);
    const count = tally(context);
    const seen = {
      status: file.description.status,
      deadline: context.round?.deadline.at,
      support: count.affirmative,
      objections: count.blocking.length,
      answered: count.answered,
    };
    const expected = {
      status: oracle.open ? 'open' : oracle.closedAs,
      deadline: oracle.deadline,
      support: oracle.count('support'),
      objections: oracle.count('objection'),
      answered: VOTERS.filter((party) => oracle.effective(party)).length,
    };
    expect(seen).toEqual(expected);
  }

  private async context(): Promise<ProcedureContext> {
    return procedureContextSchema.parse((await this.t.app.get(CaseReader).view(this.caseId)).context);
  }

  private id(name: string): CommandId {
    return `model/${this.run}/${name}` as CommandId;
  }
}

function actor(party: string, rank: number): Actor {
  return { kind: 'person', id: `${party}-${rank}`, name: `${party} ${rank}`, party };
}
