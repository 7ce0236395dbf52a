import { type DynamicModule, Module } from '@nestjs/common';
import type { Configuration } from './configuration.js';

/** Injection token of the {@link Configuration}. */
export const CONFIGURATION = Symbol('Configuration');

/** Gives the checked configuration to every module. */
@Module({})
export class ConfigurationModule {
  /** @param configuration as read at start */
  static forRoot(configuration: Configuration): DynamicModule {
    return {
      module: ConfigurationModule,
      global: true,
      providers: [{ provide: CONFIGURATION, useValue: configuration }],
      exports: [CONFIGURATION],
    };
  }
}
