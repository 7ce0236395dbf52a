import { Module } from '@nestjs/common';
import { OpenApiController } from './openapi.controller.js';

/** The API describes itself at /api/openapi.json. */
@Module({ controllers: [OpenApiController] })
export class OpenApiModule {}
