import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { Forms } from '../../platform/http/forms.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import { holdsOffice, requireCommand, requireMayGive } from '../../modules/cases/index.js';
import { MEETINGS, type MeetingReading, Meetings } from '../../modules/plenary/index.js';
import { Registry } from '../../modules/registry/index.js';
import {
  CaseActs,
  type Directory,
  Directories,
  type FormReading,
  type Typed,
  commandForm,
  factWordsFor,
  placeOf,
} from '../cases/index.js';
import type { MeetingWords } from './meeting.words.js';

/** Who asks for a page, and whom it answers. */
export interface Visit {
  readonly person: SignedInPerson;
  readonly request: Request;
  readonly response: Response;
}

/** A meeting as a page of it is made of. */
export interface MeetingView {
  readonly reading: MeetingReading;
  readonly directory: Directory;
  readonly words: MeetingWords;
  readonly now: Instant;
  readonly office: boolean;
}

/** A fault at a field of a form; an empty name: of the form as a whole. */
export interface PageFault {
  readonly name: string;
  readonly text: string;
}

/** What became of a form that was sent. */
export type Taken =
  | { readonly status: 'done'; readonly pending: boolean }
  | {
      readonly status: 'faulty';
      readonly code: 400 | 409;
      readonly faults: readonly PageFault[];
      /** what the engine answered, in English */
      readonly refusal: string | null;
      readonly stale: boolean;
    };
export type Faulty = Extract<Taken, { readonly status: 'faulty' }>;

const NO_FAULT = { status: 'faulty', code: 400, faults: [], refusal: null, stale: false } as const;

/** What every page of a meeting does: reads it for one person, seals forms, and gives commands. */
@Injectable()
export class MeetingDesk {
  constructor(
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
    private readonly acts: CaseActs,
    private readonly meetings: Meetings,
    private readonly directories: Directories,
    private readonly registry: Registry,
  ) {}

  /** @param which id or reference @throws DomainError `case.unknown` */
  async view(which: string, { person, response }: Visit): Promise<MeetingView> {
    const [reading, directory, now] = await Promise.all([
      this.meetings.reading(which, person),
      this.directories.read(),
      this.registry.now(),
    ]);
    return {
      reading,
      directory,
      words: this.words(response, directory),
      now,
      office: holdsOffice(person),
    };
  }

  /** @returns words for whoever reads: texts of this area first, and what forms and facts say */
  words(response: Response, directory: Directory): MeetingWords {
    const words = factWordsFor(this.pages, response, directory);
    const { messages } = this.pages;
    const option = (value: string): string => {
      const key = `plenary.option.${value}`;
      return messages.has(key) ? words.words.t(key) : words.wording.option(value);
    };
    const label = (name: string, kind?: string): string => {
      const key = `plenary.field.${name}`;
      return messages.has(key) ? words.words.t(key) : words.wording.label(name, kind);
    };
    const hint = (name: string): string | null => {
      const key = `plenary.hint.${name}`;
      return messages.has(key) ? words.words.t(key) : words.wording.hint(name);
    };
    return { ...words, wording: { ...words.wording, option, label, hint } };
  }

  /** @returns hidden fields of the forms of one page, by the name of what each is for */
  seals(visit: Visit, about: string, names: readonly string[]): Readonly<Record<string, string>> {
    const { request, response } = visit;
    return Object.fromEntries(
      names.map((name) => [name, this.forms.seal(request, response, aboutOf(visit, about, name))]),
    );
  }

  /** @returns the command's id; null: the form is too old @throws DomainError `request.cross-site` */
  open(visit: Visit, about: string, name: string, nonce: unknown): CommandId | null {
    return this.forms.open(visit.request, aboutOf(visit, about, name), nonce);
  }

  /**
   * Gives a command that was typed into a form whose inputs bear the names of the command's payload.
   *
   * @param about what the form was sealed for, beside person and command
   * @throws DomainError `command.unknown`, `procedure.not-your-role`, `case.unknown`
   */
  async take(
    visit: Visit,
    { id, command, about, sent, nonce }: TypedCommand,
    words: MeetingWords,
  ): Promise<Taken> {
    const spec = requireCommand(MEETINGS, command);
    requireMayGive(spec, visit.person);
    const form = commandForm(spec.payload).read(sent, visit.person.zone);
    const commandId = this.open(visit, about, command, nonce);
    if (!form.fits)
      return {
        ...NO_FAULT,
        faults: form.faults.map((one) => ({ name: one.name, text: words.wording.say(one.words) })),
      };
    if (commandId === null) return { ...NO_FAULT, stale: true };
    return this.give(visit, { id, command, payload: form.payload, commandId }, form);
  }

  /**
   * Gives a command.
   *
   * @param form what the payload was read out of, to find the field that a refusal names
   */
  async give(
    { person, response }: Visit,
    { id, command, payload, commandId }: GivenCommand,
    form: Pick<FormReading, 'places'> = { places: new Map() },
  ): Promise<Taken> {
    const { phraseText } = this.pages.words(response);
    const parsed = requireCommand(MEETINGS, command).payload.safeParse(payload);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(({ path, message }) => ({
        name: path.join('.'),
        text: phraseText(message),
      }));
      return { ...NO_FAULT, faults };
    }
    const done = await this.acts.act(MEETINGS, { which: id, command, payload }, { person, commandId });
    if (done.status === 'reused') return { ...NO_FAULT, code: 409, stale: true };
    if (done.status !== 'refused') return { status: 'done', pending: done.status === 'pending' };
    const name = done.field === null ? '' : placeOf(form, done.field);
    const faults = name === '' ? [] : [{ name, text: phraseText(done.message) }];
    return { ...NO_FAULT, code: 409, faults, refusal: done.message };
  }
}

/** A command as it was typed. */
export interface TypedCommand {
  readonly id: string;
  readonly command: string;
  readonly about: string;
  readonly sent: Typed;
  readonly nonce: unknown;
}

/** A command as it is given. */
export interface GivenCommand {
  readonly id: string;
  readonly command: string;
  readonly payload: JsonObject;
  readonly commandId: CommandId;
}

function aboutOf({ person }: Visit, about: string, name: string): readonly string[] {
  return [person.contactId, 'meeting', about, name];
}
