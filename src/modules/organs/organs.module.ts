import { Module } from '@nestjs/common';
import { RegistryFilesModule } from '../registry-files/index.js';
import { Bars } from './bars.service.js';
import { ListsController } from './lists/lists.controller.js';
import { DistributionLists } from './lists/lists.service.js';
import { Mergers } from './mergers/mergers.service.js';
import { OrgansController } from './organs.controller.js';
import { Organs } from './organs.service.js';
import { PendingRegistry } from './mergers/pending.registry.js';
import { OrganSheets } from './sheets/organ-sheets.js';

/** The organs, their seats, rules and bars, the distribution lists, their REST interface, and their tables as files. */
@Module({
  imports: [RegistryFilesModule],
  controllers: [OrgansController, ListsController],
  providers: [Organs, Bars, Mergers, DistributionLists, PendingRegistry, OrganSheets],
  exports: [Organs, Bars, Mergers, DistributionLists, PendingRegistry],
})
export class OrgansModule {}
