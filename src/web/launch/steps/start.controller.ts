import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  LaunchPlans,
  NextReferences,
  RollCall,
  RuleSets,
  WrittenProcedures,
  findTemplate,
  launchPlanSchema,
} from '../../../modules/written-procedures/index.js';
import { Forms } from '../../../platform/http/forms.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import type { CaseId, CommandId } from '../../../kernel/ids.js';
import { type Fault, shown } from '../form.js';
import { type RuleChoices, type RuleFields, ruleFaults, rulePage } from './rule.page.js';
import {
  type EarlierText,
  type StartForm,
  type StartQuery,
  draftPayload,
  isKind,
  kindsPage,
  startFormSchema,
  startQuerySchema,
} from './start.page.js';

/** Begins a draft: the kind of decision, then reference and rules. With that it exists, and can be left and come back to. */
@Controller('procedures/new')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class StartController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly plans: LaunchPlans,
    private readonly ruleSets: RuleSets,
    private readonly references: NextReferences,
    private readonly roll: RollCall,
    private readonly forms: Forms,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async look(
    @Query(new InputPipe(startQuerySchema, 'query')) query: StartQuery,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const words = this.pages.words(response);
    if (!isKind(query.template) && query.from === '')
      return this.pages.send(response, 'launch-start.njk', {
        title: words.t('launch.start.title'),
        kinds: kindsPage(words),
      });
    const earlier = await this.earlier(query.from, person);
    const rules = this.suggestedRules(query.template);
    const reference = rules ? await this.references.propose(rules) : '';
    const memberConcerned = earlier?.memberConcerned ?? '';
    const fields = { reference, ruleSet: rules?.id ?? '', memberConcerned, precondition: '', departure: '' };
    await this.show(request, response, person, { fields, query, earlier, faults: [] });
  }

  @Post()
  async begin(
    @Body(new InputPipe(startFormSchema, 'draft')) form: StartForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const words = this.pages.words(response);
    const earlier = await this.earlier(form.from, person);
    const commandId = this.forms.open(request, aboutOf(person), form.nonce);
    const faults = [
      ...ruleFaults(form, await this.choices(form.template), words),
      ...(commandId ? [] : [{ field: '', text: words.t('launch.fault.stale') }]),
    ];
    const wrong = { fields: form, query: form, earlier };
    if (!commandId || faults.length > 0) return this.show(request, response, person, { ...wrong, faults });
    const begun = await this.draft(form, earlier, person, commandId);
    if ('caseId' in begun) return response.redirect(303, `/procedures/${begun.caseId}/draft/text?done=begun`);
    const fault = { field: begun.field, text: words.phraseText(begun.message) };
    await this.show(request, response, person, { ...wrong, faults: [fault], status: 409 });
  }

  /** A form sent twice opens one draft, and keeps its plan once. */
  private async draft(
    form: StartForm,
    earlier: EarlierText | null,
    person: SignedInPerson,
    commandId: CommandId,
  ): Promise<{ caseId: CaseId } | { field: string; message: string }> {
    const template = findTemplate(form.template);
    const { languages } = this.ruleSets.get(form.ruleSet);
    const payload = draftPayload(template, earlier, form, languages.authoritative);
    const actor = actorOf(person);
    const { caseId, refusal } = await this.procedures.draft(payload, actor, commandId);
    if (refusal) return { field: 'reference', message: refusal.message };
    const { ruleSet, precondition, departure } = form;
    const plan = launchPlanSchema.parse({ template: template?.id ?? null, ruleSet, precondition, departure });
    await this.plans.save(caseId, plan, 0, actor);
    return { caseId };
  }

  private suggestedRules(template: string) {
    const suggested = findTemplate(template)?.ruleSet;
    return this.ruleSets.all().find(({ id }) => id === (suggested ?? 'kp')) ?? this.ruleSets.all()[0];
  }

  private async earlier(from: string, person: SignedInPerson): Promise<EarlierText | null> {
    return from === '' ? null : this.procedures.show(from, person);
  }

  private async choices(template: string): Promise<RuleChoices> {
    const called = await this.roll.now();
    return {
      ruleSets: this.ruleSets.all(),
      participants: called.filter(({ role }) => role === 'participant'),
      suggested: findTemplate(template)?.ruleSet ?? null,
    };
  }

  private async show(
    request: Request,
    response: Response,
    person: SignedInPerson,
    shownNow: {
      readonly fields: RuleFields;
      readonly query: StartQuery;
      readonly earlier: EarlierText | null;
      readonly faults: readonly Fault[];
      readonly status?: number;
    },
  ): Promise<void> {
    const words = this.pages.words(response);
    const { fields, query, earlier, faults } = shownNow;
    const heading = words.t('launch.start.ruleTitle');
    const page = {
      ...rulePage(fields, await this.choices(query.template), words),
      ...shown(faults),
      title: faults.length > 0 ? words.t('launch.titleWithFault', { title: heading }) : heading,
      heading,
      nonce: this.forms.seal(request, response, aboutOf(person)),
      begins: { template: query.template, from: query.from },
      kind: earlier ? null : words.t(`launch.template.${isKind(query.template) ? query.template : 'blank'}`),
      earlier,
    };
    this.pages.send(response, 'launch-rule.njk', page, shownNow.status ?? (faults.length > 0 ? 400 : 200));
  }
}

function aboutOf(person: SignedInPerson): readonly string[] {
  return [person.contactId, 'draft-new'];
}
