import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { HealthController } from './health.controller.js';
import { ParkedController } from './parked.controller.js';

/** Running Plenum: health, clock, and what was parked. */
@Module({ controllers: [HealthController, ClockController, ParkedController] })
export class OperationsModule {}
