import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { JsonObject } from '../../kernel/json.js';
import { Forms, NONCE_FIELD } from '../../platform/http/forms.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import { type CaseKind, requireCommand } from '../../modules/cases/index.js';
import { maySeeContacts } from '../../modules/registry/index.js';
import type { CaseReading } from './case-reading.service.js';
import { Directories } from './directory.service.js';
import { factWordsFor } from './fact-words.js';
import { isFarReaching } from './far-reaching.js';
import { type FormView, type Typed, commandForm, shownFaults, shownForm } from './form/index.js';
import { choicesOf } from './choices.js';
import { formSay } from './form-say.js';
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

/** The pages of a command: its form, and the question whether it is meant. */
@Injectable()
export class FormViews {
  constructor(
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
    private readonly directories: Directories,
  ) {}

  /** Asks whether a far-reaching command is meant, with everything that was typed kept. */
  async confirm(step: Step, reading: CaseReading | null, sent: Typed, payload: JsonObject): Promise<void> {
    const directory = await this.directories.read();
    const words = factWordsFor(this.pages, step.response, directory);
    const { of } = choicesOf({ directory, contacts: [], concerned: [], view: viewOf(reading), ...words });
    const named = Object.keys(payload).flatMap((key) => of(key, key) ?? []); // what was chosen is read as it was chosen
    const names = new Map([
      ...words.names,
      ...named.map(({ value, text }): [string, string] => [value, text]),
    ]);
    const kept = [...sent].filter(([name]) => name !== NONCE_FIELD && name !== 'confirmed');
    this.pages.send(step.response, 'case-confirm.njk', {
      ...this.common(step, reading),
      facts: factRows(payload, { ...words, names }),
      kept: kept.flatMap(([name, texts]) => texts.map((text) => ({ name, text }))),
    });
  }

  /**
   * Shows the form.
   *
   * @param reading of the case; null where one is opened
   * @param state what was typed, and what is wrong with it
   * @param trouble what is wrong beside that
   */
  async render(
    step: Step,
    reading: CaseReading | null,
    state: Pick<FormView, 'typed' | 'faults'>,
    trouble: Trouble = { status: 200 },
  ): Promise<void> {
    const directory = await this.directories.read();
    const { words, wording, zone } = factWordsFor(this.pages, step.response, directory);
    const everybody = await this.directories.contacts();
    const contacts = everybody.filter(({ party }) => maySeeContacts(step.person, party));
    const choices = choicesOf({
      directory,
      contacts,
      concerned: concernedBy(reading),
      view: viewOf(reading),
      zone,
      words,
    });
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
    const speaker = this.pages.words(response);
    const { title, article } = specOf(step);
    const name = speaker.phraseText(title);
    return {
      title: capital(name),
      article,
      shown: reading?.shown ?? null,
      status: reading ? capital(speaker.phraseText(reading.shown.status)) : '',
      back: reading ? pageOf(step, reading.file.caseId) : `/cases/${kind.collection}`,
      kindName: wordsOfKind(kind, speaker).name,
      address: reading
        ? (step.home?.form ?? addressOfCase(kind, reading.file.caseId, command))
        : `/cases/${kind.collection}/new`,
      nonce: this.forms.seal(request, response, aboutOf(step)),
      farReaching: isFarReaching(command, specOf(step)),
    };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @returns the command as its workflow declares it @throws DomainError `command.unknown` */
export function specOf({ kind, which, command }: Step) {
  return which === null ? kind.workflow.start : requireCommand(kind, command);
}

/** @returns the page that the form leads back to, of the case with this id */
export function pageOf({ kind, home }: Step, id: string): string {
  return home?.page ?? addressOfCase(kind, id);
}

/** @returns what the form is sealed to */
export function aboutOf({ kind, which, command, person }: Step): readonly string[] {
  return [person.contactId, 'case', kind.workflow.name, which ?? '', command];
}

/** @returns the case as the person may read it, as JSON */
export function viewOf(reading: CaseReading | null): JsonObject | null {
  return reading ? (reading.shown as unknown as JsonObject) : null; // the desk gives plain JSON
}

/** Parties whose people a form may name: those that the case waits for, or is about. */
function concernedBy(reading: CaseReading | null): readonly string[] {
  if (!reading) return [];
  const { subjects, concerns, party } = viewOf(reading) ?? {};
  const named = [subjects, concerns, party].flat().filter((code) => typeof code === 'string');
  return [...reading.waiting.flatMap(({ on }) => on), ...named];
}
