import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type EngineHealth, readHealth } from '../../engine/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';

/** Beyond this many sweeps without a sign of life the timers are said not to run. */
const MISSED_SWEEPS = 3;
const GRACE_SECONDS = 10;

/** The engine in numbers, and whether its timers run. */
export type HealthReport = EngineHealth & {
  /** why it is not ready, in sentences; empty when it is */
  readonly reasons: readonly string[];
};

/** How the engine is. */
@Injectable()
export class Health {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** @throws the database's error when it does not answer */
  async report(): Promise<HealthReport> {
    const health = await readHealth(this.dataSource);
    return { ...health, reasons: this.reasonsAgainst(health) };
  }

  private reasonsAgainst(health: EngineHealth): string[] {
    const patience = (this.configuration.sweepMs / 1000) * MISSED_SWEEPS + GRACE_SECONDS;
    const { lastSweepSeconds } = health;
    if (lastSweepSeconds === null) return ['no sweep has run yet: is a worker running?'];
    if (lastSweepSeconds > patience)
      return [`the last sweep was ${lastSweepSeconds} s ago: is a worker running?`];
    return [];
  }
}
