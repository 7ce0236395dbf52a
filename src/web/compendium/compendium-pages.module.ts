import { Module } from '@nestjs/common';
import { CasesModule } from '../../modules/cases/index.js';
import { CompendiumModule } from '../../modules/compendium/index.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { RegistryPagesModule } from '../registry/index.js';
import { CompendiumActsController } from './acts/acts.controller.js';
import { CompendiumEntriesController } from './acts/entries.controller.js';
import { AdoptingCase } from './adopting-case.service.js';
import { CompendiumPagesController } from './compendium.controller.js';

/** The pages of the Compendium: list and search, each document with its chain and texts, and the Secretariat's forms. */
@Module({
  imports: [
    PagesModule,
    SignInModule,
    CasesModule,
    CompendiumModule,
    OrgansModule,
    RegistryModule,
    RegistryPagesModule,
  ],
  controllers: [CompendiumEntriesController, CompendiumPagesController, CompendiumActsController], // `/compendium/new` before `/compendium/:which`
  providers: [AdoptingCase],
})
export class CompendiumPagesModule {}
