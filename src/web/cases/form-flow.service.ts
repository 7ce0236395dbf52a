import { Injectable } from '@nestjs/common';
import type { CommandId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { Forms, NONCE_FIELD } from '../../platform/http/forms.js';
import { holdsOffice, requireMayGive } from '../../modules/cases/index.js';
import { CaseActs, type Done } from './case-acts.service.js';
import { type CaseReading, CaseReadings } from './case-reading.service.js';
import { isFarReaching } from './far-reaching.js';
import { type FormReading, type Typed, afterStep, commandForm, placeOf, typedOf } from './form/index.js';
import { FormViews, type Step, aboutOf, pageOf, specOf, viewOf } from './form-views.service.js';
import { prefilled } from './prefilled.js';

/** Shows the form of a command, takes what was typed, asks again where it must, and gives the command. */
@Injectable()
export class FormFlow {
  constructor(
    private readonly forms: Forms,
    private readonly acts: CaseActs,
    private readonly readings: CaseReadings,
    private readonly views: FormViews,
  ) {}

  /** Shows the form as it begins. Where the command cannot be given now, the case's page says so instead. */
  async show(step: Step, asked: Readonly<Record<string, unknown>>): Promise<void> {
    const { command, person, response } = step;
    const spec = specOf(step);
    requireMayGive(spec, person);
    const reading = await this.reading(step);
    if (reading && !reading.shown.allowed.includes(command))
      return response.redirect(303, `${pageOf(step, reading.file.caseId)}?notice=not-now`);
    const form = commandForm(spec.payload);
    const speaksFor = holdsOffice(person) ? null : person.party;
    const payload = prefilled(form, { command, asked, view: viewOf(reading), speaksFor });
    await this.views.render(step, reading, { typed: form.fill(payload, person.zone), faults: [] });
  }

  /** Takes what was sent: shows it again, asks for confirmation, or gives the command and leads to the case. */
  async take(step: Step, body: unknown): Promise<void> {
    const { person, request } = step;
    const spec = specOf(step);
    requireMayGive(spec, person);
    const reading = await this.reading(step);
    const sent = typedOf(body);
    const commandId = this.forms.open(request, aboutOf(step), sent.get(NONCE_FIELD)?.[0]);
    const again = afterStep(sent);
    if (again) return this.views.render(step, reading, { typed: again, faults: [] });
    const form = commandForm(spec.payload).read(sent, person.zone);
    if (!form.fits)
      return this.views.render(step, reading, { typed: sent, faults: form.faults }, { status: 400 });
    if (!commandId)
      return this.views.render(step, reading, { typed: sent, faults: [] }, { status: 400, stale: true });
    if (isFarReaching(step.command, spec) && sent.get('confirmed')?.[0] !== 'yes')
      return this.views.confirm(step, reading, sent, form.payload);
    await this.give(step, reading, { sent, form, commandId });
  }

  private async give(
    step: Step,
    reading: CaseReading | null,
    {
      sent,
      form,
      commandId,
    }: { readonly sent: Typed; readonly form: FormReading; readonly commandId: CommandId },
  ): Promise<void> {
    const done = await this.given(step, form.payload, commandId);
    if (done.status === 'reused')
      return this.views.render(step, reading, { typed: sent, faults: [] }, { status: 409, stale: true });
    if (done.status === 'refused') {
      const name = done.field === null ? '' : placeOf(form, done.field);
      const faults = name === '' ? [] : [{ name, words: { text: done.message } }];
      return this.views.render(
        step,
        reading,
        { typed: sent, faults },
        { status: 409, refusal: done.message },
      );
    }
    const query = done.status === 'pending' ? 'notice=pending' : `done=${step.command}`;
    step.response.redirect(303, `${pageOf(step, done.caseId)}?${query}`);
  }

  private async given(step: Step, payload: JsonObject, commandId: CommandId): Promise<Done> {
    const { kind, which, command, person } = step;
    const sender = { person, commandId };
    if (which === null) return this.acts.open(kind, payload, sender);
    return this.acts.act(kind, { which, command, payload }, sender);
  }

  private async reading({ kind, which, person }: Step): Promise<CaseReading | null> {
    return which === null ? null : this.readings.read(kind, which, person);
  }
}
