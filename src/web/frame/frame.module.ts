import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { CaseLinkController } from './case-link.controller.js';
import { FrameMiddleware } from './frame.middleware.js';
import { HomeController } from './home.controller.js';
import { LanguageController } from './language.controller.js';

/** What stands around every page: who reads, in which language, and where one can go. */
@Module({
  imports: [PagesModule, SignInModule, RegistryModule],
  controllers: [CaseLinkController, HomeController, LanguageController],
})
export class FrameModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(FrameMiddleware)
      .exclude(
        { path: 'api/{*path}', method: RequestMethod.ALL },
        { path: 'health/{*path}', method: RequestMethod.ALL },
      )
      .forRoutes('{*path}');
  }
}
