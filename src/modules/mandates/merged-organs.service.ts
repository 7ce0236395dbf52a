import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Engine, LegalClock, Sweeper } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { type Organ, type PendingItem, PendingRegistry, mergedInto, organsAt } from '../organs/index.js';
import { mandate } from '../../../workflows/mandate/index.js';
import { SYSTEM } from './clause-origin.js';

interface Addressed extends PendingItem {
  readonly id: CaseId;
  readonly revision: number;
}

/** A merger of organs moves what is pending: mandates that wait for one that ended are readdressed to the one it became. */
@Injectable()
export class MergedOrgans implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly clock: LegalClock,
    private readonly pending: PendingRegistry,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.pending.register('mandates', (tx, organ) => addressedTo(tx, organ));
    this.sweeper.register('readdress what waits for merged organs', () => this.readdress());
  }

  /** Readdresses every open mandate of an organ that was merged; one that is readdressed is found no more. */
  async readdress(): Promise<void> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    for (const { successor, from } of mergedInto(await organsAt(manager, now)))
      await this.moved(from, successor, now);
  }

  private async moved(from: string, to: Organ, now: Instant): Promise<void> {
    for (const { id, revision } of await addressedTo(this.dataSource.manager, from))
      await this.engine.submit({
        caseId: id,
        type: 'readdress',
        commandId: `merger/${from}/${to.code}/${id}/${revision}` as CommandId, // once for each state of the case
        actor: SYSTEM,
        payload: {
          from,
          to: [to.code],
          reason: `${from} was merged into ${to.name} (${to.code}), which has existed since ${to.validFrom} and takes over at ${now}.`,
        },
      });
  }
}

/** @returns the open mandates of today that are addressed to an organ, oldest first */
async function addressedTo(tx: EntityManager, organ: string): Promise<Addressed[]> {
  return tx.query<Addressed[]>(
    `select id, revision, snapshot #>> '{context,reference}' as reference, snapshot #>> '{context,task}' as title from case_file
      where workflow = $1 and not ended and not historical and snapshot is not null
        and exists (select 1 from jsonb_array_elements(snapshot #> '{context,addressees}') one where one ->> 'code' = $2 and one -> 'left' = 'null'::jsonb)
      order by id`,
    [mandate.name, organ],
  );
}
