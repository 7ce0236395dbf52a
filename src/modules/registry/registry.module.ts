import { Module } from '@nestjs/common';
import { RegistryFilesModule } from '../registry-files/index.js';
import { AbsencesController } from './absences/absences.controller.js';
import { Absences } from './absences/absences.service.js';
import { RegistryController } from './registry.controller.js';
import { Registry } from './registry.service.js';
import { RegistrySheets } from './sheets/registry-sheets.js';
import { StandingController } from './standing/standing.controller.js';
import { Standing } from './standing/standing.service.js';

/** The registry, its REST interface, and its tables as files. */
@Module({
  imports: [RegistryFilesModule],
  controllers: [RegistryController, StandingController, AbsencesController],
  providers: [Registry, Standing, Absences, RegistrySheets],
  exports: [Registry, Standing, Absences],
})
export class RegistryModule {}
