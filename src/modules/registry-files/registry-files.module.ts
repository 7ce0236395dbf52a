import { Module } from '@nestjs/common';
import { RegistryFilesController } from './registry-files.controller.js';
import { RegistryFiles } from './registry-files.service.js';

/** Tables of the registry as files. Whoever owns a table registers its sheet. */
@Module({ controllers: [RegistryFilesController], providers: [RegistryFiles], exports: [RegistryFiles] })
export class RegistryFilesModule {}
