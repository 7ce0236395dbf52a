import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { OperationsModule } from '../../modules/operations/index.js';
import { SystemController } from './system.controller.js';

/** The page of the system's health. */
@Module({ imports: [PagesModule, OperationsModule], controllers: [SystemController] })
export class SystemModule {}
