import { Controller, Get, Inject, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { type EngineHealth, readHealth } from '../../engine/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';

/** Beyond this many sweeps without a sign of life the timers are said not to run. */
const MISSED_SWEEPS = 3;
const GRACE_SECONDS = 10;

/** Whether Plenum serves, and whether its timers run. */
@Controller()
@UseGuards(SessionGuard)
@Scoped('operations')
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The process answers. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** 200 once it serves and its timers run; 503 with the reasons otherwise. */
  @Get('health/ready')
  async ready(@Res() response: Response): Promise<void> {
    const health = await readHealth(this.dataSource).catch(() => null);
    const reasons = health ? this.reasonsAgainst(health) : ['the database does not answer'];
    response
      .status(reasons.length === 0 ? 200 : 503)
      .json({ status: reasons.length === 0 ? 'ready' : 'not ready', reasons });
  }

  /** The engine in numbers and in words. */
  @Get('api/v1/health')
  @SignedIn('secretariat', 'chair')
  async numbers(): Promise<EngineHealth & { readonly words: string; readonly reasons: readonly string[] }> {
    const health = await readHealth(this.dataSource);
    return { ...health, words: inWords(health), reasons: this.reasonsAgainst(health) };
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

/** @returns the state of the timers in a sentence */
export function inWords(health: EngineHealth): string {
  const {
    armedTimers,
    overdueTimers,
    lastSweepSeconds,
    stuckCases,
    parkedCommands,
    parkedEffects,
    waitingEffects,
  } = health;
  const timers =
    overdueTimers === 0
      ? `All ${armedTimers} deadlines are armed`
      : `${overdueTimers} of ${armedTimers} deadlines are overdue`;
  const sweep = lastSweepSeconds === null ? 'no sweep yet' : `last sweep ${lastSweepSeconds} s ago`;
  const parked = parkedCommands + parkedEffects;
  const trouble = [
    stuckCases > 0 ? `${stuckCases} cases set aside` : '',
    parked > 0 ? `${parked} commands or effects parked` : '',
    waitingEffects > 0 ? `${waitingEffects} effects waiting` : '',
  ].filter(Boolean);
  return `${timers}; ${sweep}${trouble.length > 0 ? `; ${trouble.join('; ')}` : ''}.`;
}
