import {
  Body,
  Controller,
  Get,
  Post,
  Query,
  Req,
  Res,
  UploadedFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { RegistryFiles, type SheetReport } from '../../../modules/registry-files/index.js';
import { Forms } from '../../../platform/http/forms.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { asOfAsked } from '../as-of.js';
import { type Refusal, STALE, attempt } from '../../../platform/http/form-faults.js';
import { asOfPage, doneOf } from '../registry.page.js';
import { type Upload, bytesOf, changesNothing, importPage, previewPage } from './import.page.js';

/** Every contact of every party over some decades, as a file; carried between preview and import it is a third longer. */
const FILE_BYTES = 4 * 1024 * 1024;
const LIMITS = { fileSize: FILE_BYTES, fieldSize: 2 * FILE_BYTES, files: 1, fields: 10 };

const count = z.coerce.number().int().min(0).max(1_000_000).catch(0);
const querySchema = z.object({
  table: z.string().max(60).catch('contacts'),
  done: doneOf,
  added: count,
  changed: count,
  ended: count,
});
type ImportQuery = z.output<typeof querySchema>;
const previewSchema = z.object({
  nonce: z.string().default(''),
  table: z.string().max(60),
  text: z.string().default(''),
});
const applySchema = z.object({
  nonce: z.string().default(''),
  table: z.string().max(60),
  report: z.string().max(64),
  content: z.base64({ error: 'the file as the preview carried it' }),
});

/** Files into the registry: a preview of every change, then exactly that or nothing. */
@Controller('registry/import')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class ImportPagesController {
  constructor(
    private readonly files: RegistryFiles,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  @Get()
  ask(
    @Query(new InputPipe(querySchema, 'query')) query: ImportQuery,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    this.form(request, response, person, query, null);
  }

  @Post('preview')
  @UseInterceptors(FileInterceptor('file', { limits: LIMITS }))
  async preview(
    @Body(new InputPipe(previewSchema, 'form')) { nonce, ...given }: z.output<typeof previewSchema>,
    @UploadedFile() upload: Upload | undefined,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const made: { report?: SheetReport; bytes?: Buffer } = {};
    const isOurs = this.forms.open(request, [person.contactId, 'registry.import'], nonce) !== null;
    const act = async () => {
      made.bytes = bytesOf(given.text, upload);
      made.report = await this.files.report(given.table, made.bytes);
    };
    const refusal = isOurs ? await attempt(act) : STALE;
    if (refusal || !made.report || !made.bytes) return this.form(request, response, person, given, refusal);
    this.show(request, response, person, made.report, made.bytes);
  }

  @Post('apply')
  @UseInterceptors(FileInterceptor('file', { limits: LIMITS }))
  async apply(
    @Body(new InputPipe(applySchema, 'form')) { nonce, table, report, content }: z.output<typeof applySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const bytes = Buffer.from(content, 'base64');
    this.forms.require(request, [person.contactId, 'registry.apply', table, report], nonce);
    const refusal = await attempt(async () => {
      const { counts } = await this.files.apply(table, bytes, report);
      response.redirect(303, doneAddress(table, counts));
    });
    if (!refusal) return;
    const now = await this.files.report(table, bytes);
    if (changesNothing(now)) return response.redirect(303, doneAddress(table, now.counts)); // sent twice
    this.show(request, response, person, now, bytes, refusal);
  }

  private form(
    request: Request,
    response: Response,
    person: SignedInPerson,
    given: Partial<ImportQuery> & { readonly text?: string },
    refusal: Refusal | null,
  ): void {
    const words = this.pages.words(response);
    const nonce = this.forms.seal(request, response, [person.contactId, 'registry.import']);
    const page = importPage(this.files.list(), given);
    const asOf = { ...asOfAsked({}), faults: refusal?.faults ?? [] };
    const [data] = asOfPage(
      words,
      asOf,
      person,
      'registry.importTitle',
      { ...page, nonce },
      {},
      { file: words.t('registry.import.file') },
    );
    this.pages.send(response, 'registry-import.njk', data, refusal?.status ?? 200);
  }

  private show(
    request: Request,
    response: Response,
    person: SignedInPerson,
    report: SheetReport,
    bytes: Buffer,
    refusal: Refusal | null = null,
  ): void {
    const words = this.pages.words(response);
    const about = [person.contactId, 'registry.apply', report.sheet, report.report ?? ''];
    const nonce = this.forms.seal(request, response, about);
    const sheet = this.files.list().find(({ name }) => name === report.sheet);
    const page = { ...previewPage(report, bytes), sheetTitle: sheet?.title ?? report.sheet, nonce };
    const asOf = { ...asOfAsked({}), faults: refusal?.faults ?? [] };
    const [data] = asOfPage(words, asOf, person, 'registry.previewTitle', page);
    this.pages.send(response, 'registry-preview.njk', data, refusal?.status ?? (report.report ? 200 : 400));
  }
}

function doneAddress(table: string, { added, changed, ended }: SheetReport['counts']): string {
  const counts = new URLSearchParams({
    table,
    done: 'imported',
    added: `${added}`,
    changed: `${changed}`,
    ended: `${ended}`,
  });
  return `/registry/import?${counts.toString()}`;
}
