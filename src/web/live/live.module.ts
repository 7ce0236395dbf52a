import { Module } from '@nestjs/common';
import { BallotsModule } from '../../modules/ballots/index.js';
import { OpenModule } from '../open/index.js';
import { BallotLiveController } from './ballot-live.controller.js';
import { CaseChanges } from './changes.js';
import { LiveController } from './live.controller.js';
import { OpenLiveController } from './open-live.controller.js';

/** Pages of open cases, of ballots and of open work refresh by themselves where a browser runs scripts. */
@Module({
  imports: [BallotsModule, OpenModule],
  controllers: [OpenLiveController, BallotLiveController, LiveController],
  providers: [CaseChanges],
})
export class LiveModule {}
