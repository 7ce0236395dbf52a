import { Body, Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { type Stop, TimeMachine } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type Instant, addMs, instantSchema } from '../../kernel/instant.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';

const DAY_MS = 86_400_000;

/** Where to travel: to an instant, some days on, or to the next deadline. */
export const travelSchema = z
  .strictObject({
    to: instantSchema.optional(),
    days: z.number().positive().max(36_500).optional(),
    next: z.literal(true).optional(),
  })
  .refine((travel) => Object.keys(travel).length === 1, 'give exactly one of «to», «days» and «next»');

/** The clock: read by everybody, moved only where it is simulated. */
@Controller('api/v1/clock')
@UseGuards(SessionGuard)
@Scoped('operations')
export class ClockController {
  constructor(
    private readonly timeMachine: TimeMachine,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async read(): Promise<{ now: Instant; simulated: boolean; next: Instant | null }> {
    return {
      now: await this.timeMachine.now(),
      simulated: this.configuration.simulatedClock,
      next: (await this.timeMachine.nextStop())?.at ?? null,
    };
  }

  @Post('travel')
  @HttpCode(200)
  @SignedIn('chair', 'secretariat')
  async travel(
    @Body(new InputPipe(travelSchema, 'travel')) travel: z.output<typeof travelSchema>,
  ): Promise<{ now: Instant; stops: Stop[] }> {
    if (!this.configuration.simulatedClock)
      throw new DomainError(
        'clock.not-simulated',
        'conflict',
        'Time travels only on a simulated clock: start with CLOCK=simulated.',
      );
    const stops = await this.go(travel);
    return { now: await this.timeMachine.now(), stops };
  }

  private async go({ to, days, next }: z.output<typeof travelSchema>): Promise<Stop[]> {
    if (next) return this.timeMachine.travelToNext();
    return this.timeMachine.travelTo(
      to ?? addMs(await this.timeMachine.now(), Math.round((days ?? 0) * DAY_MS)),
    );
  }
}
