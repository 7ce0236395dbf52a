import { Module } from '@nestjs/common';
import { CompendiumModule } from '../compendium/index.js';
import { OrgansModule } from '../organs/index.js';
import { PlenaryModule } from '../plenary/index.js';
import { RegistryModule } from '../registry/index.js';
import { WrittenProceduresModule } from '../written-procedures/index.js';
import { CaseComparison, CaseworkReplays, RegistryComparison, RegistryPrelude } from './casework/index.js';
import { PlenaryOutcomes } from './plenary-outcomes.js';
import { PlenaryReplays } from './plenary-replay.service.js';
import { ProcedureOutcomes } from './procedure-outcomes.js';
import { ProcedureReplays } from './procedure-replay.service.js';
import { Replays } from './replay.service.js';

/** Replaying real histories. */
@Module({
  imports: [RegistryModule, OrgansModule, CompendiumModule, WrittenProceduresModule, PlenaryModule],
  providers: [
    Replays,
    ProcedureReplays,
    ProcedureOutcomes,
    PlenaryReplays,
    PlenaryOutcomes,
    CaseworkReplays,
    CaseComparison,
    RegistryComparison,
    RegistryPrelude,
  ],
  exports: [Replays],
})
export class PrecedentsModule {}
