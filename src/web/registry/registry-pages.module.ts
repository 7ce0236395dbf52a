import { Module } from '@nestjs/common';
import { DeadlineBoardModule } from '../../modules/deadline-board/index.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { RegistryFilesModule } from '../../modules/registry-files/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { AbsencePagesController } from './contacts/absences.controller.js';
import { BouncePagesController } from './contacts/bounces.controller.js';
import { ContactReader } from './contacts/contact.reader.js';
import { ContactWriter } from './contacts/contact.writer.js';
import { ContactPagesController } from './contacts/contacts.controller.js';
import { NewContactController } from './contacts/new-contact.controller.js';
import { FormPages } from './forms/form-pages.js';
import { ImportPagesController } from './imports/imports.controller.js';
import { OrganChangesController } from './organs/organ-changes.controller.js';
import { OrganReader } from './organs/organ.reader.js';
import { OrganPagesController } from './organs/organs.controller.js';
import { OrganWriter } from './organs/organ.writer.js';
import { TermWriter } from './organs/term.writer.js';
import { TermPagesController } from './organs/terms.controller.js';
import { MembershipPagesController } from './parties/membership.controller.js';
import { MembershipWriter } from './parties/membership.writer.js';
import { PartyPagesController } from './parties/parties.controller.js';
import { RegistryReader } from './parties/registry.reader.js';
import { TradePagesController } from './parties/trade.controller.js';

/** The pages of the registry: parties, contacts, organs, terms, lists and imports, as of any day. */
@Module({
  imports: [
    PagesModule,
    SignInModule,
    RegistryModule,
    RegistryFilesModule,
    OrgansModule,
    DeadlineBoardModule,
  ],
  controllers: [
    MembershipPagesController, // before the pages of parties and organs, whose codes «new» would be taken for
    OrganChangesController,
    PartyPagesController,
    TradePagesController,
    NewContactController,
    ContactPagesController,
    AbsencePagesController,
    BouncePagesController,
    OrganPagesController,
    TermPagesController,
    ImportPagesController,
  ],
  providers: [
    RegistryReader,
    MembershipWriter,
    ContactReader,
    ContactWriter,
    OrganReader,
    OrganWriter,
    TermWriter,
    FormPages,
  ],
  exports: [FormPages],
})
export class RegistryPagesModule {}
