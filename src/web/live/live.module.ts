import { Module } from '@nestjs/common';
import { CaseChanges } from './changes.js';
import { LiveController } from './live.controller.js';

/** Pages of open cases refresh by themselves where a browser runs scripts. */
@Module({ controllers: [LiveController], providers: [CaseChanges] })
export class LiveModule {}
