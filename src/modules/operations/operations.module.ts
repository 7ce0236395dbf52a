import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { HealthController } from './health.controller.js';
import { Health } from './health.service.js';
import { ParkedController } from './parked.controller.js';
import { ParkedWork } from './parked.service.js';

/** Running Plenum: health, clock, and what was parked. */
@Module({
  controllers: [HealthController, ClockController, ParkedController],
  providers: [Health, ParkedWork],
  exports: [Health, ParkedWork],
})
export class OperationsModule {}
