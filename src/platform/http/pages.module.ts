import { Module } from '@nestjs/common';
import { PageRenderer } from './page-renderer.js';

/** Gives {@link PageRenderer} to whatever module shows pages. */
@Module({ providers: [PageRenderer], exports: [PageRenderer] })
export class PagesModule {}
