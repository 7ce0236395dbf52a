import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { KEPT_EXTENSIONS } from '../../../modules/documents/index.js';
import { fileSize } from '../../../platform/language/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { DraftDocuments } from '../documents/draft-documents.service.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import type { Fault } from '../form.js';
import {
  type TextFields,
  type TextForm,
  changesOf,
  fieldsOf,
  keptFields,
  textFaults,
  textFormSchema,
  textPage,
  unkeptFaults,
  withoutDropped,
} from './text.page.js';

/** Buttons that only change which fields the page has: nothing is saved, nothing typed is lost. */
const REARRANGES = /^(add-language|add-document|drop-.+)$/;

/** Step 2 of a draft: its text in each language, the background, the documents. */
@Controller('procedures/:id/draft/text')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class TextController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly documents: DraftDocuments,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (visit) this.show(request, response, visit, keptFields(visit), []);
  }

  @Post()
  async take(
    @Param('id') id: string,
    @Body(new InputPipe(textFormSchema, 'text')) form: TextForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const words = this.desk.words(response);
    const commandId = this.desk.unseal(request, visit, 'text', form.nonce);
    const { fields, unkept } = await this.read(request, form, person, commandId !== null);
    const unread = unkeptFaults(unkept, this.documents.limit, words, this.desk.languageOf(response));
    if (REARRANGES.test(form.action))
      return this.show(request, response, visit, fields, unread, unread.length > 0 ? 400 : 200, form);
    const faults = [
      ...unread,
      ...textFaults(fields, visit.rules, words),
      ...(commandId ? [] : [{ field: '', text: words.t('launch.fault.stale') }]),
    ];
    if (!commandId || faults.length > 0)
      return this.show(request, response, visit, fields, faults, 400, form);
    const changes = { ...changesOf(fields, visit), read: form, commandId };
    const unsaved = await this.desk.save(visit, changes, words);
    if (unsaved) return this.show(request, response, visit, fields, [unsaved.fault], unsaved.status);
    const next = form.action === 'later' ? visit.base : `${visit.base}/who`;
    response.redirect(303, `${next}?done=saved`);
  }

  /** Files are kept out of forms of ours alone; of another's only what is typed is shown. */
  private async read(request: Request, form: TextForm, person: SignedInPerson, isOurs: boolean) {
    const typed = fieldsOf(form, await this.documents.keptBefore(form.docKept));
    if (!isOurs) return { fields: typed, unkept: [] };
    const { documents, unkept } = await this.documents.take(request, typed.documents, person);
    return { fields: withoutDropped({ ...typed, documents }, form), unkept };
  }

  /** After a conflict the page carries the present versions, so that whoever saves again has been told. */
  private show(
    request: Request,
    response: Response,
    visit: DraftVisit,
    fields: TextFields,
    faults: readonly Fault[],
    status?: number,
    read?: Pick<TextForm, 'revision' | 'version'>,
  ): void {
    const words = this.desk.words(response);
    const page = {
      title: words.t('launch.step.text'),
      form: 'text',
      faults,
      ...textPage(fields, visit, words, this.desk.languageOf(response)),
      limit: fileSize(this.documents.limit, this.desk.languageOf(response)),
      accept: KEPT_EXTENSIONS.map((extension) => `.${extension}`).join(','),
      ...(read ? { keepRead: { revision: read.revision, version: read.version } } : {}),
    };
    this.desk.show(request, response, 'launch-text.njk', visit, page, status);
  }
}
