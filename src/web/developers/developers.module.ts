import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { DevelopersController } from './developers.controller.js';

/** The documentation of the REST API. */
@Module({ imports: [PagesModule], controllers: [DevelopersController] })
export class DevelopersModule {}
