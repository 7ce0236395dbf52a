import {
  Body,
  Controller,
  Get,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { WorkflowRegistry } from '../../../engine/index.js';
import { idOf } from '../../../kernel/ids.js';
import { parseInput } from '../../../kernel/parse.js';
import { type FormFaults, NO_FAULTS, faultsAt, faultsOf } from '../../../platform/http/form-faults.js';
import { Forms } from '../../../platform/http/forms.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { MESSAGE_STATUSES, Webhooks, endpointSchema } from '../../../modules/webhooks/index.js';
import {
  DEEDS,
  type Deed,
  EMPTY_ENDPOINT,
  type EnteredEndpoint,
  endpointLine,
  enteredEndpoint,
  messageLine,
  workflowChoices,
} from './webhooks.page.js';

const PAGE = 20;
const deedSchema = z.enum(DEEDS, { error: `one of ${DEEDS.join(', ')}` });
const logSchema = z.object({
  status: z.enum(MESSAGE_STATUSES).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
  done: z.string().max(20).optional(),
});
const deedBodySchema = z.object({
  nonce: z.string().max(200).default(''),
  reason: z.string().trim().max(500).default(''),
  message: z.uuid().optional(),
});

/** Endpoints of other systems: registered, tried, disabled, ended, and what they were told. */
@Controller('settings/webhooks')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class WebhookPagesController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly workflows: WorkflowRegistry,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  @Get()
  async list(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.showList(person, request, response, EMPTY_ENDPOINT, NO_FAULTS);
  }

  @Post()
  async register(
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const entered = enteredEndpoint(body);
    const { t } = this.pages.words(response);
    const seed = this.forms.open(request, [person.contactId, 'settings.webhook'], entered.nonce);
    if (!seed)
      return this.showList(
        person,
        request,
        response,
        entered,
        faultsAt([['name', t('settings.formTooOld')]]),
      );
    try {
      const { name, url, types, workflow } = entered;
      const input = parseInput(endpointSchema, { name, url, types, workflow: workflow || null }, 'endpoint');
      const made = await this.webhooks.register(input, person, idOf(seed));
      this.pages.send(
        response,
        'settings-webhook-secret.njk',
        { title: t('settings.webhooks.madeTitle'), made },
        201,
      );
    } catch (error) {
      await this.showList(
        person,
        request,
        response,
        entered,
        faultsOf(error, 'name', this.pages.words(response)),
      );
    }
  }

  @Get(':id')
  async show(
    @Param('id', ParseUUIDPipe) id: string,
    @Query(new InputPipe(logSchema, 'query')) { status, before, done }: z.output<typeof logSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const endpoint = await this.webhooks.show(id, person);
    const filter = { limit: PAGE, ...(status ? { status } : {}), ...(before ? { before } : {}) };
    const messages = await this.webhooks.log(id, filter, person);
    const { t } = this.pages.words(response);
    this.pages.send(response, 'settings-webhook.njk', {
      title: endpoint.name,
      endpoint: endpointLine(endpoint),
      messages: messages.map(messageLine),
      older: messages.length === PAGE ? messages.at(-1)?.id : null,
      status,
      statuses: MESSAGE_STATUSES,
      done:
        done !== undefined && deedSchema.safeParse(done).success ? t(`settings.webhooks.did.${done}`) : null,
      nonce: this.forms.seal(request, response, sealOf(person, id)),
    });
  }

  @Get(':id/:deed')
  async confirm(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('deed', new InputPipe(deedSchema, 'deed')) deed: Deed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const endpoint = await this.webhooks.show(id, person);
    this.pages.send(response, 'settings-webhook-confirm.njk', {
      title: this.pages.words(response).t(`settings.webhooks.ask.${deed}`, { name: endpoint.name }),
      endpoint,
      deed,
      nonce: this.forms.seal(request, response, sealOf(person, id)),
    });
  }

  @Post(':id/:deed')
  async act(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('deed', new InputPipe(deedSchema, 'deed')) deed: Deed,
    @Body(new InputPipe(deedBodySchema, 'form')) form: z.output<typeof deedBodySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const formId = this.forms.require(request, sealOf(person, id), form.nonce);
    const { t } = this.pages.words(response);
    if (deed === 'rotate' || deed === 'replace') {
      const made = await this.webhooks.rotate(id, { overlap: deed === 'rotate' }, person, formId);
      const title = t('settings.webhooks.rotatedTitle');
      return this.pages.send(response, 'settings-webhook-secret.njk', { title, made });
    }
    await this.carryOut(deed, id, { ...form, formId }, person, t('settings.webhooks.noReason'));
    response.redirect(303, `/settings/webhooks/${id}?done=${deed}`);
  }

  private async carryOut(
    deed: Exclude<Deed, 'rotate' | 'replace'>,
    id: string,
    { reason, message, formId }: z.output<typeof deedBodySchema> & { readonly formId: string },
    person: SignedInPerson,
    noReason: string,
  ): Promise<unknown> {
    switch (deed) {
      case 'disable':
        return this.webhooks.disable(id, reason || noReason, person);
      case 'enable':
        return this.webhooks.enable(id, person);
      case 'end':
        return this.webhooks.end(id, person);
      case 'test':
        return this.webhooks.test(id, person, idOf(formId));
      case 'redeliver':
        return this.webhooks.redeliver(message ?? '', person);
    }
  }

  private async showList(
    person: SignedInPerson,
    request: Request,
    response: Response,
    entered: EnteredEndpoint,
    faults: FormFaults,
  ): Promise<void> {
    const { t } = this.pages.words(response);
    const isFaulty = faults.summary.length > 0;
    const title = t('settings.webhooks.title');
    const page = {
      title: isFaulty ? t('http.faulty', { title }) : title,
      endpoints: (await this.webhooks.list(person)).map(endpointLine),
      workflows: workflowChoices(this.workflows.all().map(({ definition }) => definition)),
      entered,
      faults,
      nonce: this.forms.seal(request, response, [person.contactId, 'settings.webhook']),
    };
    this.pages.send(response, 'settings-webhooks.njk', page, isFaulty ? 400 : 200);
  }
}

const sealOf = (person: SignedInPerson, id: string): readonly string[] => [
  person.contactId,
  'settings.webhook',
  id,
];
