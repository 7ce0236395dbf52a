import { Controller, Get, Header, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { deadlineText, inZone } from '../../kernel/deadline-text.js';
import type { Instant } from '../../kernel/instant.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { SESSION_READER, type SessionReader, type SignedInPerson } from '../../platform/http/session.js';
import { WrittenProcedures } from './written-procedures.service.js';

/** Pages for reading: the list of procedures, and one procedure whole. Acting is by REST and command line for now. */
@Controller('procedures')
export class ProcedurePagesController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly pages: PageRenderer,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const person = await this.personOrSignIn(request, response);
    if (!person) return;
    const lines = (await this.procedures.list({}, person)).map((line) => ({
      ...line,
      needed: withLocalInstants(line.needed, reader(person)),
      deadline: line.deadline && deadlineText(line.deadline.iso, reader(person)),
    }));
    const groups = [
      { title: 'Under way', lines: lines.filter((line) => !line.ended) },
      { title: 'Ended', lines: lines.filter((line) => line.ended) },
    ];
    response.type('html').send(
      this.pages.render('procedures.njk', {
        ...frame(person),
        title: 'Written procedures',
        groups,
        empty: lines.length === 0,
      }),
    );
  }

  @Get(':id')
  async show(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const person = await this.personOrSignIn(request, response);
    if (!person) return;
    const procedure = await this.procedures.show(id, person);
    const [positions, timetable, history] = await Promise.all([
      this.procedures.positions(id, person),
      this.procedures.timetable(id, person),
      this.procedures.history(id, person, null),
    ]);
    const said = (at: string): string => inZone(at as Instant, person.zone, 'en'); // instants of the stored form
    response.type('html').send(
      this.pages.render('procedure.njk', {
        ...frame(person),
        title: procedure.title,
        needed: withLocalInstants(procedure.needed, reader(person)),
        actingAs: person.contactId,
        procedure,
        positions,
        timetable,
        deadline: procedure.deadline && deadlineText(procedure.deadline.iso, reader(person)),
        next: procedure.next && { ...procedure.next, text: deadlineText(procedure.next.at, reader(person)) },
        events: history.events
          .map((event) => ({ ...event, when: said(event.occurredAt), recorded: said(event.recordedAt) }))
          .reverse(),
        refused: history.refused.map((refused) => ({ ...refused, when: said(refused.receivedAt) })),
        answers: positions.map((line) => ({
          ...line,
          when: line.position ? said(line.position.receivedAt) : '',
        })),
      }),
    );
  }

  private async personOrSignIn(request: Request, response: Response): Promise<SignedInPerson | null> {
    const person = await this.sessions.personOf(request);
    if (!person) response.redirect(303, '/sign-in');
    return person;
  }
}

function reader(person: SignedInPerson): { zone: string; locale: string } {
  return { zone: person.zone, locale: 'en' };
}

function frame(person: SignedInPerson) {
  return {
    place: `${person.name}${person.roles.length > 0 ? ` (${person.roles.join(', ')})` : ''}`,
    links: [{ text: 'Procedures', href: '/procedures' }],
    signedIn: true,
  };
}

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;

/** The sentences of a case name instants as machines do; people read them in their own zone. */
function withLocalInstants(sentence: string, to: { zone: string; locale: string }): string {
  return sentence.replace(INSTANT, (instant) => deadlineText(instant as Instant, to).local);
}
