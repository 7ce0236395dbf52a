import { Module } from '@nestjs/common';
import { CasesModule } from '../../modules/cases/index.js';
import { NotificationsModule } from '../../modules/notifications/index.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { WrittenProceduresModule } from '../../modules/written-procedures/index.js';
import { PagesModule } from '../../platform/http/pages.module.js';
import { CaseActs } from './case-acts.service.js';
import { CaseCharts } from './case-chart.service.js';
import { CaseFormsController } from './case-forms.controller.js';
import { CaseReadings } from './case-reading.service.js';
import { CasesPagesController } from './cases-pages.controller.js';
import { Directories } from './directory.service.js';
import { FormFlow } from './form-flow.service.js';
import { FormViews } from './form-views.service.js';

/** The pages of every kind of case: lists, one page for any case, and forms for every command. */
@Module({
  imports: [
    PagesModule,
    SignInModule,
    CasesModule,
    RegistryModule,
    OrgansModule,
    NotificationsModule,
    WrittenProceduresModule,
  ],
  controllers: [CaseFormsController, CasesPagesController],
  providers: [CaseActs, CaseCharts, CaseReadings, Directories, FormFlow, FormViews],
  exports: [CaseActs, CaseCharts, CaseReadings, Directories, FormFlow],
})
export class CasesPagesModule {}
