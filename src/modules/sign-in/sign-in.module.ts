import { Global, Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { SESSION_READER } from '../../platform/http/session.js';
import { NotificationsModule } from '../notifications/index.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OidcCookie } from './oidc/oidc.cookie.js';
import { OidcSignIn } from './oidc/oidc.service.js';
import { ApiTokensController } from './api-tokens/api-tokens.controller.js';
import { ApiTokens } from './api-tokens/api-tokens.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDesk } from './sign-in.desk.js';
import { SignIn } from './sign-in.service.js';

/** Signing in; provides the reader of sessions to every guard. `/sign-in/oidc` goes before `/sign-in/:token`, which would catch it. */
@Global()
@Module({
  imports: [NotificationsModule, PagesModule],
  controllers: [OidcController, SignInController, ApiTokensController],
  providers: [
    SignIn,
    SignInDesk,
    OidcSignIn,
    OidcCookie,
    ApiTokens,
    { provide: SESSION_READER, useExisting: SignIn },
  ],
  exports: [SignIn, ApiTokens, SESSION_READER],
})
export class SignInModule {}
