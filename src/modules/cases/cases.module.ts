import { Module } from '@nestjs/common';
import { CaseDesk } from './case-desk.service.js';

/** The desk at which every kind of case is opened, acted upon and read. */
@Module({ providers: [CaseDesk], exports: [CaseDesk] })
export class CasesModule {}
