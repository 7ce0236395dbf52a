import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { TimeMachine } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { addMs, instantSchema, type Instant } from '../../kernel/instant.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { frameOf } from '../../platform/http/frame.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { requireSameOrigin } from '../../platform/http/same-origin.js';
import { holdsOffice } from '../../modules/cases/index.js';

const DAY_MS = 86_400_000;
const STEPS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;
const travelSchema = z.object({
  step: z.enum(['next', 'day', 'week', 'month'], { error: 'one of next, day, week and month' }),
  from: instantSchema.optional(),
  back: z
    .string()
    .regex(/^\/(?![/\\])/)
    .catch('/'),
});
type Travel = z.output<typeof travelSchema>;

/** The buttons of the bar across the top of an embedded Plenum whose clock is simulated. */
@Controller('clock')
export class ClockPagesController {
  private travelling = false;

  constructor(
    private readonly timeMachine: TimeMachine,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Lets time pass, and goes back to the page it was asked from. A button that is pressed twice moves the clock once. */
  @Post('travel')
  async travel(
    @Body(new InputPipe(travelSchema, 'travel')) travel: Travel,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    requireSameOrigin(request, this.configuration.publicUrl);
    this.requireMayTravel(response);
    if (travel.from === undefined || travel.from === (await this.timeMachine.now())) await this.go(travel);
    response.redirect(303, travel.back);
  }

  /** On a trial of one's own anybody travels; on a shared database with a simulated clock, the offices. */
  private requireMayTravel(response: Response): void {
    const { simulatedClock, databaseUrl } = this.configuration;
    if (!simulatedClock)
      throw new DomainError(
        'clock.not-simulated',
        'conflict',
        'Time travels only on a simulated clock: start with CLOCK=simulated.',
      );
    const { person } = frameOf(response);
    if (databaseUrl !== null && !(person && holdsOffice(person)))
      throw new DomainError(
        'clock.not-yours',
        'forbidden',
        'Here only the Chair and the Secretariat move the clock.',
      );
  }

  private async go({ step }: Travel): Promise<void> {
    if (this.travelling)
      throw new DomainError(
        'clock.travelling',
        'conflict',
        'The clock is moving already. Wait until it has arrived, then load the page again.',
      );
    this.travelling = true;
    try {
      if (step === 'next') await this.timeMachine.travelToNext();
      else await this.timeMachine.travelTo(await this.after(STEPS[step]));
    } finally {
      this.travelling = false;
    }
  }

  private async after(ms: number): Promise<Instant> {
    return addMs(await this.timeMachine.now(), ms);
  }
}
