import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { caseIdSchema } from '../../kernel/ids.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { followed } from '../../platform/http/live-mark.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { statusTitle } from '../../modules/case-kinds/index.js';
import { CaseDesk, caseLine, holdsOffice, mayGive } from '../../modules/cases/index.js';
import { Registry } from '../../modules/registry/index.js';
import { PROCEDURES } from '../../modules/written-procedures/index.js';
import { casePage } from './case.page.js';
import { CaseCharts } from './case-chart.service.js';
import { CaseReadings, readsRecords } from './case-reading.service.js';
import { Directories } from './directory.service.js';
import { factWordsFor } from './fact-words.js';
import type { Speaker } from './form/index.js';
import { CASE_KINDS } from '../../modules/case-kinds/index.js';
import { kindOfCollection, wordsOfKind } from './kinds.js';
import { wantsAll } from './reading/timeline.js';

/** Cases on one page of a list. */
const PAGE = 25;
/** Where the cases of somebody without an office are counted one by one, no more than so many of a kind. */
const COUNTED = 50;
const listSchema = z.object({
  show: z.enum(['open', 'ended']).catch('open'),
  before: caseIdSchema.optional().catch(undefined),
});
const noticeSchema = z.object({
  done: z.string().max(60).catch('').default(''),
  notice: z.enum(['not-now', 'pending']).optional().catch(undefined),
});

/** Reading cases of every kind: which kinds there are, the cases of one, and one case. */
@Controller('cases')
@UseGuards(SessionGuard)
@SignedIn()
export class CasesPagesController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly desk: CaseDesk,
    private readonly readings: CaseReadings,
    private readonly directories: Directories,
    private readonly registry: Registry,
    private readonly charts: CaseCharts,
  ) {}

  @Get()
  async kinds(@CurrentPerson() person: SignedInPerson, @Res() response: Response): Promise<void> {
    const counts = await this.desk.openCounts(CASE_KINDS, person, COUNTED);
    const kinds = CASE_KINDS.map((kind) => ({
      collection: kind.collection,
      ...wordsOfKind(kind, this.speaker(response)),
      open: counts.get(kind.collection) ?? 0,
      mayOpen: mayGive(person, kind.workflow.start),
      opening: this.sentence(response, kind.workflow.start.title),
    }));
    const most = holdsOffice(person) ? null : COUNTED;
    this.pages.send(response, 'case-kinds.njk', {
      title: this.speaker(response).t('cases.title'),
      kinds,
      most,
      wide: true,
    });
  }

  @Get(':collection')
  async list(
    @Param('collection') collection: string,
    @Query(new InputPipe(listSchema, 'query')) { show, before }: z.output<typeof listSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const kind = kindOfCollection(collection);
    const page = {
      limit: PAGE + 1,
      ...(show === 'open' ? { open: true } : { ended: true }),
      ...(before ? { before } : {}),
    };
    const [files, directory] = await Promise.all([
      this.desk.files(kind, page, person),
      this.directories.read(),
    ]);
    const { names } = factWordsFor(this.pages, response, directory);
    const { name, about } = wordsOfKind(kind, this.speaker(response));
    this.pages.send(response, 'case-list.njk', {
      title: name,
      about,
      collection,
      show,
      cases: files.slice(0, PAGE).map((file) => {
        const line = caseLine(kind, file, person);
        return { ...line, status: statusTitle(kind.workflow.name, line.status) };
      }),
      names,
      isFirst: before === undefined,
      next: files.length > PAGE ? (files[PAGE - 1]?.caseId ?? null) : null,
      opening: mayGive(person, kind.workflow.start)
        ? this.sentence(response, kind.workflow.start.title)
        : null,
      wide: true,
    });
  }

  @Get(':collection/:id')
  async show(
    @Param('collection') collection: string,
    @Param('id') id: string,
    @Query(new InputPipe(noticeSchema, 'query')) { done, notice }: z.output<typeof noticeSchema>,
    @Query() asked: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const kind = kindOfCollection(collection);
    const [reading, directory, now] = await Promise.all([
      this.readings.read(kind, id, person),
      this.directories.read(),
      this.registry.now(),
    ]);
    const chart = await this.charts.of(reading.file, response);
    const words = factWordsFor(this.pages, response, directory);
    const page = casePage(reading, words, { now, asker: person, whole: wantsAll(asked) });
    const command = done === 'open' ? kind.workflow.start : own(kind.workflow.commands, done);
    this.pages.send(response, 'case.njk', {
      ...page,
      names: words.names,
      title: page.shown.title || page.shown.reference,
      kindName: wordsOfKind(kind, this.speaker(response)).name,
      collection,
      chart,
      ...(reading.file.ended ? {} : { live: followed(reading.file) }),
      apiCollection: kind === PROCEDURES ? 'written-procedures' : collection,
      done: command ? this.sentence(response, command.title) : null,
      notice: notice ?? null,
      mayExport: readsRecords(person),
      wide: true,
    });
  }

  private sentence(response: Response, english: string): string {
    const said = this.pages.words(response).phraseText(english);
    return said.charAt(0).toUpperCase() + said.slice(1);
  }

  private speaker(response: Response): Speaker {
    return this.pages.words(response);
  }
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
