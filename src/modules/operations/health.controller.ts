import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { EngineHealth } from '../../engine/index.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import { Health, type HealthReport } from './health.service.js';

/** Whether Plenum serves, and whether its timers run. */
@Controller()
@UseGuards(SessionGuard)
@Scoped('operations')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process answers. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** 200 once it serves and its timers run; 503 with the reasons otherwise. */
  @Get('health/ready')
  async ready(@Res() response: Response): Promise<void> {
    const report = await this.health.report().catch(() => null);
    const reasons = report?.reasons ?? ['the database does not answer'];
    response
      .status(reasons.length === 0 ? 200 : 503)
      .json({ status: reasons.length === 0 ? 'ready' : 'not ready', reasons });
  }

  /** The engine in numbers and in words. */
  @Get('api/v1/health')
  @SignedIn('secretariat', 'chair')
  async numbers(): Promise<HealthReport & { readonly words: string }> {
    const report = await this.health.report();
    return { ...report, words: inWords(report) };
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
