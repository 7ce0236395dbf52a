import { Module } from '@nestjs/common';
import { ClockPagesController } from './clock-pages.controller.js';

/** The bar across the top of an embedded Plenum: says that it is one, and lets a newcomer travel in time. */
@Module({ controllers: [ClockPagesController] })
export class ClockModule {}
