import { Module } from '@nestjs/common';
import { CompendiumController } from './compendium.controller.js';
import { Compendium } from './compendium.service.js';
import { InstrumentRecorder } from './instrument-recorder.service.js';
import { Instruments } from './instruments.service.js';

/** The register of decisions and other documents, and its REST interface. */
@Module({
  controllers: [CompendiumController],
  providers: [Compendium, Instruments, InstrumentRecorder],
  exports: [Compendium, Instruments, InstrumentRecorder],
})
export class CompendiumModule {}
