import { Controller, Get, Header, HttpCode, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import { RegistryFiles } from './registry-files.service.js';
import type { SheetReport } from './sheet-report.js';

/** Names the report that is to be carried out. */
export const applySchema = z.strictObject({
  report: z.string().regex(/^[0-9a-f]{32}$/, 'the name of a report, as «report» answers it'),
});

/** Tables of the registry as CSV: out, a report on what a file would change, and in. They hold addresses, so not everybody's. */
@Controller('api/v1/registry-files')
@UseGuards(SessionGuard)
@Scoped('registry')
@SignedIn('secretariat')
export class RegistryFilesController {
  constructor(private readonly files: RegistryFiles) {}

  @Get()
  list() {
    return this.files.list();
  }

  @Get(':name')
  @Header('content-type', 'text/csv; charset=utf-8')
  async export(@Param('name') name: string): Promise<string> {
    return this.files.export(name);
  }

  @Post(':name/report')
  @HttpCode(200)
  async report(@Param('name') name: string, @Req() request: Request): Promise<SheetReport> {
    return this.files.report(name, fileOf(request));
  }

  @Post(':name/import')
  @HttpCode(200)
  async import(
    @Param('name') name: string,
    @Query(new InputPipe(applySchema, 'query')) { report }: z.output<typeof applySchema>,
    @Req() request: Request,
  ): Promise<SheetReport> {
    return this.files.apply(name, fileOf(request), report);
  }
}

/** @returns the bytes of the file; none when nothing was sent */
function fileOf(request: Request): Uint8Array {
  if (!request.is('text/csv'))
    throw new DomainError(
      'registry-files.type',
      'invalid',
      'Send the file as it is, with «Content-Type: text/csv».',
      { field: 'content-type' },
    );
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
