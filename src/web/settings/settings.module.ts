import { Module } from '@nestjs/common';
import { PagesModule } from '../../platform/http/pages.module.js';
import { OrgansModule } from '../../modules/organs/index.js';
import { RegistryModule } from '../../modules/registry/index.js';
import { SignInModule } from '../../modules/sign-in/index.js';
import { WebhooksModule } from '../../modules/webhooks/index.js';
import { SettingsController } from './settings.controller.js';
import { TokenPagesController } from './tokens/tokens.controller.js';
import { WebhookPagesController } from './webhooks/webhooks-pages.controller.js';

/** The pages of one's own settings, tokens and webhooks. */
@Module({
  imports: [PagesModule, SignInModule, RegistryModule, OrgansModule, WebhooksModule],
  controllers: [SettingsController, TokenPagesController, WebhookPagesController],
})
export class SettingsModule {}
