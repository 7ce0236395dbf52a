import { Module } from '@nestjs/common';
import { CasesModule, caseController } from '../cases/index.js';
import { CaseworkModule } from '../casework/index.js';
import { CompendiumModule } from '../compendium/index.js';
import { MandatesModule } from '../mandates/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrgansModule } from '../organs/index.js';
import { RegistryModule } from '../registry/index.js';
import { SuccessionsModule } from '../successions/index.js';
import { WrittenProceduresModule } from '../written-procedures/index.js';
import { CaseworkCarrier } from './carriers/casework.carrier.js';
import { InstrumentsCarrier } from './carriers/instruments.carrier.js';
import { MandatesCarrier } from './carriers/mandates.carrier.js';
import { OfficesCarrier } from './carriers/offices.carrier.js';
import { OrgansCarrier } from './carriers/organs.carrier.js';
import { RegistryCarrier } from './carriers/registry.carrier.js';
import { ClauseCarrier } from './clause.carrier.js';
import { ClauseTrial } from './clause.trial.js';
import { Communiques } from './communique.service.js';
import { DecisionRegister } from './decision-register.service.js';
import { MeetingEffects } from './meeting.effects.js';
import { MEETINGS } from './meeting.kind.js';
import { Meetings } from './meetings.service.js';
import { DecisionsController, MeetingsController } from './plenary.controller.js';

/** Meetings, their communiqués, and the register of decisions. */
@Module({
  imports: [
    RegistryModule,
    OrgansModule,
    CompendiumModule,
    NotificationsModule,
    CasesModule,
    WrittenProceduresModule,
    MandatesModule,
    CaseworkModule,
    SuccessionsModule,
  ],
  controllers: [MeetingsController, caseController(MEETINGS), DecisionsController],
  providers: [
    Meetings,
    Communiques,
    DecisionRegister,
    MeetingEffects,
    ClauseCarrier,
    ClauseTrial,
    RegistryCarrier,
    OrgansCarrier,
    InstrumentsCarrier,
    MandatesCarrier,
    CaseworkCarrier,
    OfficesCarrier,
  ],
  exports: [Meetings, Communiques, DecisionRegister],
})
export class PlenaryModule {}
