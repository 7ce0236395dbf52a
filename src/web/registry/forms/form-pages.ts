import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Forms } from '../../../platform/http/forms.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { type Refusal, STALE, attempt, shownFaults } from '../../../platform/http/form-faults.js';
import type { Form, FormField, Typed } from './form.js';

/** One request and who made it. */
export interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly person: SignedInPerson;
}

/** Shows forms that are data, and takes what they send: sealed to their reader, kept with every fault, counted once. */
@Injectable()
export class FormPages {
  constructor(
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  /** Shows a form; after a refusal with what was typed and what is wrong. */
  show({ request, response, person }: Visit, form: Form, refusal: Refusal | null = null): void {
    const words = this.pages.words(response);
    const title = words.t(`${form.words}.title`, form.values);
    const fields = form.fields.map((field) => this.shownField(words, form, field));
    const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]));
    this.pages.send(
      response,
      'registry-form.njk',
      {
        title: refusal ? words.t('http.faulty', { title }) : title,
        heading: title,
        lead: words.t(`${form.words}.lead`, form.values),
        submit: words.t(`${form.words}.submit`, form.values),
        form,
        fields,
        nonce: this.forms.seal(request, response, [person.contactId, ...form.about]),
        ...shownFaults(words, refusal?.faults ?? [], labels),
      },
      refusal?.status ?? 200,
    );
  }

  /**
   * Takes what a form sent: makes the change and goes on to `done`, or shows the form again with what is wrong.
   *
   * @param act the change; sent twice, it must change nothing the second time
   * @param done address of the page that says so; asked for after the change where it follows from that
   */
  async take(
    visit: Visit,
    form: Form,
    typed: Typed,
    act: (typed: Typed) => Promise<unknown>,
    done: string | (() => string),
  ): Promise<void> {
    const { request, response, person } = visit;
    const isOurs = this.forms.open(request, [person.contactId, ...form.about], typed['nonce']) !== null;
    const refusal = isOurs ? await attempt(() => act(typed)) : STALE;
    if (refusal) return this.show(visit, { ...form, typed }, refusal);
    response.redirect(303, typeof done === 'string' ? done : done());
  }

  private shownField({ t }: Words, form: Form, field: FormField) {
    const hint = `${form.words}.hints.${field.name}`;
    return {
      ...field,
      label: t(`${form.words}.fields.${field.name}`),
      hint: this.pages.messages.has(hint) ? t(hint, form.values) : null,
      value: form.typed[field.name] ?? '',
    };
  }
}
