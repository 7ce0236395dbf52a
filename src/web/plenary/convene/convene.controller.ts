import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isZone } from '../../../kernel/wall-time.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { requireMayGive } from '../../../modules/cases/index.js';
import { MEETINGS } from '../../../modules/plenary/index.js';
import {
  CaseActs,
  Directories,
  type FormFault,
  type Typed,
  choicesOf,
  commandForm,
  formSay,
  placeOf,
  shownFaults,
  shownForm,
  typedOf,
} from '../../cases/index.js';
import { MeetingDesk, type Visit } from '../meeting-desk.service.js';
import { conveneFormSchema, convenePayload } from './convene.form.js';

const FORM = commandForm(conveneFormSchema);
/** Asked at the end, folded: a meeting of the usual kind needs none of them. */
const MORE = ['organs', 'ordinal', 'languages', 'quorum', 'effectOn', 'shortNotice'];
interface Trouble {
  readonly status: number;
  readonly faults?: readonly FormFault[];
  readonly refusal?: string;
  readonly stale?: boolean;
}

/** Convening a meeting by one form. */
@Controller('plenary/new')
@UseGuards(SessionGuard)
@SignedIn('chair', 'secretariat')
export class ConveneController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly desk: MeetingDesk,
    private readonly acts: CaseActs,
    private readonly directories: Directories,
  ) {}

  @Get()
  async form(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const typed = FORM.fill({ zone: person.zone, type: 'plenary' }, person.zone);
    await this.render({ person, request, response }, typed, { status: 200 });
  }

  @Post()
  async convene(
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    requireMayGive(MEETINGS.workflow.start, person);
    const sent = typedOf(body);
    const commandId = this.desk.open(visit, 'new', 'convene', sent.get('nonce')?.[0]);
    const form = FORM.read(sent, person.zone);
    const faults = [...form.faults, ...zoneFault(sent)];
    if (faults.length > 0) return this.render(visit, sent, { status: 400, faults });
    if (commandId === null) return this.render(visit, sent, { status: 400, stale: true });
    const done = await this.acts.open(MEETINGS, convenePayload(form.payload), { person, commandId });
    if (done.status === 'reused') return this.render(visit, sent, { status: 409, stale: true });
    if (done.status !== 'refused') return response.redirect(303, `/plenary/${done.caseId}?done=convene`);
    const name = done.field === null ? '' : placeOf(form, done.field);
    const words = { text: done.message };
    await this.render(visit, sent, {
      status: 409,
      refusal: done.message,
      faults: name === '' ? [] : [{ name, words }],
    });
  }

  private async render(
    visit: Visit,
    typed: Typed,
    { status, faults = [], refusal, stale }: Trouble,
  ): Promise<void> {
    const { response } = visit;
    const directory = await this.directories.read();
    const { words, wording, zone } = this.desk.words(response, directory);
    const choices = choicesOf({ directory, contacts: [], concerned: [], view: null, zone, words });
    const view = { typed, faults, wording, choices };
    const fields = shownForm(FORM.fields, view);
    const heading = words.t('plenary.convene.title');
    this.pages.send(
      response,
      'plenary-convene.njk',
      {
        title: status < 400 ? heading : words.t('cases.form.faultyTitle', { title: heading }),
        heading,
        fields: fields.filter(({ name }) => !MORE.includes(name)),
        more: fields.filter(({ name }) => MORE.includes(name)),
        faults: shownFaults(fields, view),
        refusal: refusal ?? null,
        stale: stale ?? false,
        zones: Intl.supportedValuesOf('timeZone'),
        nonce: this.desk.seals(visit, 'new', ['convene'])['convene'],
        say: formSay(wording, '/plenary/new'),
      },
      status,
    );
  }
}

function zoneFault(sent: Typed): readonly FormFault[] {
  const zone = sent.get('zone')?.[0]?.trim() ?? '';
  return zone === '' || isZone(zone) ? [] : [{ name: 'zone', words: { key: 'plenary.convene.noZone' } }];
}
