import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { DomainError, type FieldFault } from '../../../kernel/domain-error.js';
import type { CaseId } from '../../../kernel/ids.js';
import { requireCommand, requireMayGive } from '../../../modules/cases/index.js';
import { Foresight, PROCEDURES } from '../../../modules/written-procedures/index.js';
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
import type { Words } from '../../../platform/http/words.js';
import { CaseActs } from '../../cases/index.js';
import { ProcedureReader, type ReadProcedure } from '../procedure.reader.js';
import { actPage, confirmPage, referenceFaults } from './act.page.js';
import { type ActName, isAct } from './open-acts.js';
import { type Task, requireOpen, taskOf } from './task.js';

const enteredSchema = z.record(z.string().max(100), z.string().max(30_000));
type Entered = z.output<typeof enteredSchema>;
type Addressed = { readonly id: string; readonly command: string };

/** An act upon a procedure: its form, then what would happen, then the act itself. */
@Controller('procedures/:id/do/:command')
@UseGuards(SessionGuard)
@SignedIn()
export class ActController {
  constructor(
    private readonly reader: ProcedureReader,
    private readonly acts: CaseActs,
    private readonly foresight: Foresight,
    private readonly forms: Forms,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async form(
    @Param() addressed: Addressed,
    @Query(new InputPipe(enteredSchema, 'query')) asked: Entered,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { task, read, words } = await this.begin(addressed, person, asked, response);
    requireOpen(task.command, read, words);
    const nonce = this.forms.seal(request, response, about(person, read, task.command));
    this.pages.send(response, 'procedure-act.njk', actPage({ read, task, nonce, faults: [], person }, words));
  }

  /** `step` is `check` from the form, `edit` back to it, or `do` from the page that says what would happen. */
  @Post()
  async send(
    @Param() addressed: Addressed,
    @Body(new InputPipe(enteredSchema, 'form')) body: Entered,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { task, read, words } = await this.begin(addressed, person, body, response);
    const commandId = this.forms.open(request, about(person, read, task.command), body['nonce']);
    const again = (faults: readonly FieldFault[], status: number): void => {
      const nonce = this.forms.seal(request, response, about(person, read, task.command));
      this.pages.send(
        response,
        'procedure-act.njk',
        actPage({ read, task, nonce, faults, person }, words),
        status,
      );
    };
    if (!commandId) return again([stale(words)], 400);
    if (body['step'] === 'edit') return again([], 200);
    if (task.faults.length > 0) return again(task.faults, 400);
    const mistyped = body['step'] === 'do' ? referenceFaults(task.command, read, body, words) : [];
    if (body['step'] === 'do' && mistyped.length === 0) {
      const act = { which: read.view.id, command: task.command, payload: task.payload };
      const done = await this.acts.act(PROCEDURES, act, { person, commandId });
      if (done.status === 'reused') return again([stale(words)], 409);
      if (done.status === 'refused') return again([refused(task, done, words)], 409);
      return response.redirect(303, doneAddress(task.command, done));
    }
    const foreseen = await this.foresight.foresee(
      read.view.id as CaseId,
      task.command,
      task.payload,
      actorOf(person),
    ); // the service's own id
    if (foreseen.refusal) return again([refused(task, foreseen.refusal, words)], 409);
    const nonce = String(body['nonce']);
    const page = confirmPage({ read, task, nonce, faults: mistyped, person }, foreseen, words);
    this.pages.send(response, 'procedure-confirm.njk', page, mistyped.length > 0 ? 400 : 200);
  }

  private async begin({ id, command }: Addressed, person: SignedInPerson, body: Entered, response: Response) {
    if (!isAct(command)) throw unknownAct(command);
    const words = this.pages.words(response);
    const read = await this.reader.read(id, person, words, command === 'record-undeliverable');
    requireMayGive(requireCommand(PROCEDURES, command), person);
    return { read, words, task: taskOf({ command, read, person, body, words }) };
  }
}

function about(person: SignedInPerson, { view }: ReadProcedure, command: ActName): readonly string[] {
  return [person.contactId, 'procedures', view.id, command];
}

function stale({ t }: Pick<Words, 't'>): FieldFault {
  return { field: '', message: t('procedures.fault.tooOld') };
}

function refused(
  { fields }: Task,
  { message, field }: { readonly message: string; readonly field?: string | null },
  { phraseText }: { readonly phraseText: (english: string) => string },
): FieldFault {
  const known = fields.some(({ name, kind }) => name === field && kind !== 'hidden');
  return { field: known && field ? field : '', message: phraseText(message) };
}

function doneAddress(
  command: ActName,
  { caseId, status }: { readonly caseId: string; readonly status: 'accepted' | 'pending' },
): string {
  if (command === 'discard') return '/procedures?done=discard';
  return `/procedures/${caseId}?done=${status === 'accepted' ? command : 'pending'}`;
}

function unknownAct(command: string): DomainError {
  return new DomainError(
    'procedure.act-unknown',
    'not-found',
    `There is no act «${command.slice(0, 60)}» upon a written procedure. Open the procedure: what can be done is named there.`,
  );
}
