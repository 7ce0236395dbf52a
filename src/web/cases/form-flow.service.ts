import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CommandId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { Forms } from '../../platform/http/forms.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import { CommandIdReused } from '../../engine/index.js';
import { type CaseKind, holdsOffice, requireCommand, requireMayGive } from '../../modules/cases/index.js';
import { CaseActs, type Done } from './case-acts.service.js';
import { type CaseReading, CaseReadings } from './case-reading.service.js';
import { Directories } from './directory.service.js';
import { factWordsFor } from './fact-words.js';
import { isFarReaching } from './far-reaching.js';
import {
  type FormReading,
  type FormView,
  type Typed,
  afterStep,
  commandForm,
  placeOf,
  shownFaults,
  shownForm,
  typedOf,
} from './form/index.js';
import { choicesOf, formSay, prefilled } from './form.page.js';
import { addressOfCase, wordsOfKind } from './kinds.js';
import { factRows } from './reading/facts.js';

/** A form of a command: the case is named by id or reference, or null where one is opened. */
export interface Step {
  readonly kind: CaseKind;
  readonly which: string | null;
  readonly command: string;
  readonly person: SignedInPerson;
  readonly request: Request;
  readonly response: Response;
  /** where the form is and what it leads back to, where not to the page of any case */
  readonly home?: { readonly form: string; readonly page: string };
}

/** What is wrong with what was sent, beside faults of fields. */
interface Trouble {
  readonly status: number;
  /** what the engine answered, in English */
  readonly refusal?: string;
  /** the form is too old to be sent */
  readonly stale?: boolean;
}

/** Shows the form of a command, takes what was typed, asks again where it must, and gives the command. */
@Injectable()
export class FormFlow {
  constructor(
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
    private readonly acts: CaseActs,
    private readonly readings: CaseReadings,
    private readonly directories: Directories,
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
    const about = { command, person, isDelegate: !holdsOffice(person) };
    const payload = prefilled(form, asked, { view: viewOf(reading) }, about);
    await this.render(step, reading, { typed: form.fill(payload, person.zone), faults: [] });
  }

  /** Takes what was sent: shows it again, asks for confirmation, or gives the command and leads to the case. */
  async take(step: Step, body: unknown): Promise<void> {
    const { person, request } = step;
    const spec = specOf(step);
    requireMayGive(spec, person);
    const reading = await this.reading(step);
    const commandId = this.forms.open(request, aboutOf(step), typedOf(body).get('nonce')?.[0]);
    const sent = typedOf(body);
    const again = afterStep(sent);
    if (again) return this.render(step, reading, { typed: again, faults: [] });
    const form = commandForm(spec.payload).read(sent, person.zone);
    if (!form.fits) return this.render(step, reading, { typed: sent, faults: form.faults }, { status: 400 });
    if (!commandId)
      return this.render(step, reading, { typed: sent, faults: [] }, { status: 400, stale: true });
    if (isFarReaching(step.command, spec) && sent.get('confirmed')?.[0] !== 'yes')
      return this.confirm(step, reading, sent, form.payload);
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
    if (done === 'reused')
      return this.render(step, reading, { typed: sent, faults: [] }, { status: 409, stale: true });
    if (done.status === 'refused') {
      const name = done.field === null ? '' : placeOf(form, done.field);
      const faults = name === '' ? [] : [{ name, words: { text: done.message } }];
      return this.render(step, reading, { typed: sent, faults }, { status: 409, refusal: done.message });
    }
    const query = done.status === 'pending' ? 'notice=pending' : `done=${step.command}`;
    step.response.redirect(303, `${pageOf(step, done.caseId)}?${query}`);
  }

  private async given(step: Step, payload: JsonObject, commandId: CommandId): Promise<Done | 'reused'> {
    const { kind, which, command, person } = step;
    const sender = { person, commandId };
    try {
      if (which === null) return await this.acts.open(kind, payload, sender);
      return await this.acts.act(kind, { which, command, payload }, sender);
    } catch (error) {
      if (error instanceof CommandIdReused) return 'reused';
      throw error;
    }
  }

  private async reading({ kind, which, person }: Step): Promise<CaseReading | null> {
    return which === null ? null : this.readings.read(kind, which, person);
  }

  private async confirm(
    step: Step,
    reading: CaseReading | null,
    sent: Typed,
    payload: JsonObject,
  ): Promise<void> {
    const directory = await this.directories.read();
    const words = factWordsFor(this.pages, step.response, directory);
    const kept = [...sent].filter(([name]) => name !== 'nonce' && name !== 'confirmed');
    this.pages.send(step.response, 'case-confirm.njk', {
      ...this.common(step, reading),
      facts: factRows(payload, words),
      kept: kept.flatMap(([name, texts]) => texts.map((text) => ({ name, text }))),
    });
  }

  private async render(
    step: Step,
    reading: CaseReading | null,
    state: Pick<FormView, 'typed' | 'faults'>,
    trouble: Trouble = { status: 200 },
  ): Promise<void> {
    const directory = await this.directories.read();
    const { words, wording, zone } = factWordsFor(this.pages, step.response, directory);
    const contacts = await this.directories.contactsOf(concernedBy(reading));
    const choices = choicesOf({ directory, contacts, view: viewOf(reading), zone, words });
    const view: FormView = { ...state, wording, choices };
    const fields = shownForm(commandForm(specOf(step).payload).fields, view);
    const faults = shownFaults(fields, view);
    const common = this.common(step, reading);
    const isFaulty = trouble.status >= 400;
    this.pages.send(
      step.response,
      'case-form.njk',
      {
        ...common,
        title: isFaulty ? words.t('cases.form.faultyTitle', { title: common.title }) : common.title,
        heading: common.title,
        fields,
        faults,
        refusal: trouble.refusal ?? null,
        stale: trouble.stale ?? false,
        say: formSay(wording, common.address),
      },
      trouble.status,
    );
  }

  private common(step: Step, reading: CaseReading | null) {
    const { kind, command, request, response } = step;
    const speaker = { ...this.pages.words(response), has: (key: string) => this.pages.messages.has(key) };
    const { title, article, by } = specOf(step);
    const name = speaker.phraseText(title);
    return {
      title: name.charAt(0).toUpperCase() + name.slice(1),
      article,
      by,
      shown: reading?.shown ?? null,
      back: reading ? pageOf(step, reading.file.caseId) : `/cases/${kind.collection}`,
      kindName: wordsOfKind(kind, speaker).name,
      address: reading ? formOf(step, reading.file.caseId) : `/cases/${kind.collection}/new`,
      nonce: this.forms.seal(request, response, aboutOf(step)),
      farReaching: isFarReaching(command, specOf(step)),
    };
  }
}

function pageOf({ kind, home }: Step, id: string): string {
  return home?.page ?? addressOfCase(kind, id);
}

function formOf({ kind, home, command }: Step, id: string): string {
  return home?.form ?? addressOfCase(kind, id, command);
}

function specOf({ kind, which, command }: Step) {
  return which === null ? kind.workflow.start : requireCommand(kind, command);
}

function aboutOf({ kind, which, command, person }: Step): readonly string[] {
  return [person.contactId, 'case', kind.workflow.name, which ?? '', command];
}

function viewOf(reading: CaseReading | null): JsonObject | null {
  return reading ? (reading.shown as unknown as JsonObject) : null; // the desk gives plain JSON
}

/** Parties whose people a form may name: those that the case waits for, or is about. */
function concernedBy(reading: CaseReading | null): readonly string[] {
  if (!reading) return [];
  const { subjects, concerns, party } = viewOf(reading) ?? {};
  const named = [subjects, concerns, party].flat().filter((code) => typeof code === 'string');
  return [...reading.waiting.flatMap(({ on }) => on), ...named];
}
