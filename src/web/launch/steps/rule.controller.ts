import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RollCall, RuleSets, findTemplate } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import type { Fault } from '../form.js';
import {
  type RuleChoices,
  type RuleFields,
  type RuleForm,
  ruleFaults,
  ruleFormSchema,
  rulePage,
} from './rule.page.js';

/** Step 1 of a draft that exists: its reference and the rules it is to be judged by. */
@Controller('procedures/:id/draft/rule')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class RuleController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly ruleSets: RuleSets,
    private readonly roll: RollCall,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (visit) this.show(request, response, visit, keptFields(visit), await this.choices(visit), []);
  }

  @Post()
  async take(
    @Param('id') id: string,
    @Body(new InputPipe(ruleFormSchema, 'rule')) form: RuleForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const [words, choices] = [this.desk.words(response), await this.choices(visit)];
    const commandId = this.desk.unseal(request, visit, 'rule', form.nonce);
    const faults = [
      ...ruleFaults(form, choices, words),
      ...(commandId ? [] : [{ field: '', text: words.t('launch.fault.stale') }]),
    ];
    if (!commandId || faults.length > 0) return this.show(request, response, visit, form, choices, faults);
    const unsaved = await this.desk.save(
      visit,
      { ...changesOf(form, visit, choices), read: form, commandId },
      words,
    );
    if (unsaved) return this.show(request, response, visit, form, choices, [unsaved.fault], unsaved.status);
    const next = form.action === 'later' ? visit.base : `${visit.base}/text`;
    response.redirect(303, `${next}?done=saved`);
  }

  private async choices({ kept }: DraftVisit): Promise<RuleChoices> {
    const called = await this.roll.now();
    return {
      ruleSets: this.ruleSets.all(),
      participants: called.filter(({ role }) => role === 'participant'),
      suggested: findTemplate(kept.plan.template ?? '')?.ruleSet ?? null,
    };
  }

  private show(
    request: Request,
    response: Response,
    visit: DraftVisit,
    fields: RuleFields,
    choices: RuleChoices,
    faults: readonly Fault[],
    status?: number,
  ): void {
    const words = this.desk.words(response);
    const page = {
      title: words.t('launch.step.rule'),
      form: 'rule',
      faults,
      ...rulePage(fields, choices, words),
    };
    this.desk.show(request, response, 'launch-rule.njk', visit, page, status);
  }
}

function keptFields({ draft, kept }: DraftVisit): RuleFields {
  const { ruleSet, precondition, departure } = kept.plan;
  return {
    reference: draft.reference,
    ruleSet: ruleSet ?? '',
    memberConcerned: draft.memberConcerned ?? '',
    precondition,
    departure,
  };
}

/** Another rule set may not allow the window that was chosen under the one before: the window begins anew. */
function changesOf(form: RuleForm, { kept }: DraftVisit, { suggested }: RuleChoices) {
  const { reference, ruleSet, precondition } = form;
  const isOther = kept.plan.ruleSet !== null && kept.plan.ruleSet !== ruleSet;
  const window = isOther ? { opens: null, closes: { by: 'rules' as const }, reminderDays: null } : {};
  return {
    amendment: { reference, memberConcerned: form.memberConcerned || null },
    plan: {
      ...kept.plan,
      ...window,
      ruleSet,
      precondition,
      departure: suggested === null ? kept.plan.departure : form.departure,
    },
  };
}
