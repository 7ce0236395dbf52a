import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { HealthController } from './health.controller.js';
import { ParkedController } from './parked.controller.js';

/** Running Plenum: front page, health, clock, and what was parked. */
@Module({
  imports: [PagesModule],
  controllers: [HealthController, ClockController, ParkedController],
})
export class OperationsModule {}
