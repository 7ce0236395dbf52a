import { Module } from '@nestjs/common';
import { Forms } from './forms.js';
import { PageRenderer } from './page-renderer.js';

/** Gives {@link PageRenderer} and {@link Forms} to whatever module shows pages. */
@Module({ providers: [PageRenderer, Forms], exports: [PageRenderer, Forms] })
export class PagesModule {}
