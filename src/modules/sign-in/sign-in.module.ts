import { Global, Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { SESSION_READER } from '../../platform/http/session.js';
import { NotificationsModule } from '../notifications/index.js';
import { ApiTokensController } from './api-tokens/api-tokens.controller.js';
import { ApiTokens } from './api-tokens/api-tokens.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';

/** Signing in; provides the reader of sessions to every guard. */
@Global()
@Module({
  imports: [NotificationsModule, PagesModule],
  controllers: [SignInController, ApiTokensController],
  providers: [SignIn, ApiTokens, { provide: SESSION_READER, useExisting: SignIn }],
  exports: [SignIn, ApiTokens, SESSION_READER],
})
export class SignInModule {}
