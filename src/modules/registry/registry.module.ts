import { Module } from '@nestjs/common';
import { RegistryController } from './registry.controller.js';
import { Registry } from './registry.service.js';

/** The registry and its REST interface. */
@Module({ controllers: [RegistryController], providers: [Registry], exports: [Registry] })
export class RegistryModule {}
