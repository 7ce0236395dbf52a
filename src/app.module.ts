import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { EngineModule } from './engine/index.js';
import { BallotsModule } from './modules/ballots/index.js';
import { CaseworkModule } from './modules/casework/index.js';
import { DeadlineBoardModule } from './modules/deadline-board/index.js';
import { MandatesModule } from './modules/mandates/index.js';
import { CompendiumModule } from './modules/compendium/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { OpenApiModule } from './modules/openapi/index.js';
import { OperationsModule } from './modules/operations/index.js';
import { OrgansModule } from './modules/organs/index.js';
import { PlenaryModule } from './modules/plenary/index.js';
import { PrecedentsModule } from './modules/precedents/index.js';
import { RegistryModule } from './modules/registry/index.js';
import { SignInModule } from './modules/sign-in/index.js';
import { SuccessionsModule } from './modules/successions/index.js';
import { WebhooksModule } from './modules/webhooks/index.js';
import { WrittenProceduresModule } from './modules/written-procedures/index.js';
import { type Configuration, ConfigurationModule } from './platform/config/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { QueueModule, type QueueStore } from './platform/queue/index.js';
import { CasesPagesModule } from './web/cases/index.js';
import { PlenaryPagesModule } from './web/plenary/index.js';
import { ClockModule } from './web/clock/index.js';
import { DevelopersModule } from './web/developers/index.js';
import { BoardPagesModule } from './web/board/index.js';
import { CompendiumPagesModule } from './web/compendium/index.js';
import { FrameModule } from './web/frame/index.js';
import { LaunchPagesModule } from './web/launch/index.js';
import { LiveModule } from './web/live/index.js';
import { MailPagesModule } from './web/mails/index.js';
import { SettingsModule } from './web/settings/index.js';
import { RegistryPagesModule } from './web/registry/index.js';
import { SearchModule } from './web/search/index.js';
import { SystemModule } from './web/system/index.js';
import { OpenModule } from './web/open/index.js';
import { ProcedurePagesModule } from './web/procedures/index.js';
import { workflows } from '../workflows/index.js';

/** A mail server is waited for at most 20 s at each of its three steps. */
const LEASE_SECONDS = 120;

/** What a process is for: serve and work, serve only, work only, or one run of a tool. */
export type ProcessKind = 'all' | 'api' | 'worker' | 'tool';

/** The only place that joins workflows, engine and modules. */
@Module({})
export class AppModule {
  /**
   * @param configuration checked
   * @param dataSource connected and migrated
   * @param queue the queue's store; null for a tool, whose work the sweeper of a serving process picks up
   * @param kind what this process is for
   */
  static forRoot(
    configuration: Configuration,
    dataSource: DataSource,
    queue: QueueStore | null,
    kind: ProcessKind,
  ): DynamicModule {
    const { simulatedClock, settleMs, sweepMs, horizonMs, maxAttempts, faultPoint } = configuration;
    const works = kind === 'all' || kind === 'worker';
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.forRoot(configuration),
        DatabaseModule.forRoot(dataSource),
        ...(queue ? [QueueModule.forRoot(queue)] : []),
        EngineModule.forRoot({
          workflows,
          simulatedClock,
          settleMs,
          sweepMs,
          horizonMs,
          maxAttempts,
          leaseSeconds: LEASE_SECONDS,
          faultPoint: faultPoint ?? null,
          works,
          queue: queue !== null,
        }),
        LaunchPagesModule, // its /procedures/new stands before /procedures/:id
        RegistryModule,
        OrgansModule,
        CompendiumModule,
        BallotsModule,
        NotificationsModule,
        SignInModule,
        WrittenProceduresModule,
        MandatesModule,
        SuccessionsModule,
        CaseworkModule,
        PlenaryModule,
        PrecedentsModule,
        DeadlineBoardModule,
        WebhooksModule,
        OperationsModule,
        OpenApiModule,
        BoardPagesModule,
        FrameModule,
        CasesPagesModule,
        PlenaryPagesModule,
        ClockModule,
        DevelopersModule,
        LiveModule,
        RegistryPagesModule,
        CompendiumPagesModule,
        MailPagesModule,
        SearchModule,
        SettingsModule,
        SystemModule,
        OpenModule,
        ProcedurePagesModule,
      ],
    };
  }
}
