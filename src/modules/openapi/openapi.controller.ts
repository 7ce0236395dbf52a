import { Controller, Get } from '@nestjs/common';
import { openApiDocument } from './openapi.document.js';

/** The description of the API, for everybody. */
@Controller('api/openapi.json')
export class OpenApiController {
  @Get()
  show(): object {
    return openApiDocument();
  }
}
