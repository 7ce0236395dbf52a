import { Module } from '@nestjs/common';
import { WrittenProceduresModule } from '../written-procedures/index.js';
import { Replays } from './replay.service.js';

/** Replaying real histories. */
@Module({ imports: [WrittenProceduresModule], providers: [Replays], exports: [Replays] })
export class PrecedentsModule {}
