import { Module } from '@nestjs/common';
import { CaseDesk } from './case-desk.service.js';
import { References } from './references.js';

/** The desk at which every kind of case is opened, acted upon and read. */
@Module({ providers: [CaseDesk, References], exports: [CaseDesk] })
export class CasesModule {}
