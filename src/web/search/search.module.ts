import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CompendiumModule } from '../../modules/compendium/index.js';
import { DeadlineBoardModule } from '../../modules/deadline-board/index.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { PlenaryModule } from '../../modules/plenary/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SearchController } from './search.controller.js';
import { Search } from './search.service.js';

/** The page of the search. */
@Module({
  imports: [PagesModule, DeadlineBoardModule, CompendiumModule, RegistryModule, OrgansModule, PlenaryModule],
  controllers: [SearchController],
  providers: [Search],
})
export class SearchModule {}
