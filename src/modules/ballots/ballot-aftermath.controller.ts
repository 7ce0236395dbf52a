import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../kernel/domain-error.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { names } from './ballot-answer.js';
import { type Deed, acknowledging, disowning, refusingLink, withdrawing } from './ballot-deed.js';
import { BallotLinkFilter } from './ballot-link.filter.js';
import { positionLine, receivedText } from './ballot-page.js';
import { type BallotVisit, BallotVisits } from './ballot-visit.service.js';
import { BallotDesk, type BallotReading, visitorOf } from './ballot.desk.js';
import { type DeclarationForm, declarationFormSchema } from './ballot.dto.js';
import { Ballots } from './ballot.service.js';

/** What follows an answer, or stands in for one: the receipt, taking back, reporting a stranger's answer or a link that was not meant, acknowledging receipt. */
@Controller('b/:token')
@UseFilters(BallotLinkFilter)
export class BallotAftermathController {
  constructor(
    private readonly visits: BallotVisits,
    private readonly ballots: Ballots,
    private readonly desk: BallotDesk,
  ) {}

  @Get('receipt/:receipt')
  async receipt(
    @Param() at: ReceiptAddress,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const reading = await this.desk.receive(request, response, at.token);
    const { visit, words } = reading;
    const position = findOwn(visit, at.receipt);
    const receivedAt = position?.receivedAt ?? (await this.ballots.findReceipt(visit, at.receipt));
    if (receivedAt === null) throw unknownReceipt();
    const line = position ? positionLine(visit, position, words) : null;
    const received = receivedText(receivedAt, visit.contact.zone, words.locale);
    this.desk.show(response, 'ballot-receipt.njk', reading, {
      title: words.t('ballots.receipt.title'),
      receipt: at.receipt,
      received,
      line,
    });
  }

  /** For whoever the link did not mean: what it is, and what to do. Looking does nothing. */
  @Get('not-me')
  async askNotMe(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.ask(
      request,
      response,
      await this.desk.receive(request, response, token),
      refusingLink(this.ballots),
      NOTHING,
    );
  }

  @Post('not-me')
  async notMe(
    @Param('token') token: string,
    @Body(formPipe()) form: DeclarationForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.act(request, response, token, refusingLink(this.ballots), form);
  }

  @Get('acknowledge')
  async askAcknowledge(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.ask(
      request,
      response,
      await this.desk.receive(request, response, token),
      acknowledging(this.ballots),
      NOTHING,
    );
  }

  @Post('acknowledge')
  async acknowledge(
    @Param('token') token: string,
    @Body(formPipe()) form: DeclarationForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.act(request, response, token, acknowledging(this.ballots), form);
  }

  @Get('withdraw/:receipt')
  async askWithdraw(
    @Param() at: ReceiptAddress,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.ask(
      request,
      response,
      await this.desk.receive(request, response, at.token),
      withdrawing(this.ballots, at.receipt),
      NOTHING,
    );
  }

  @Post('withdraw/:receipt')
  async withdraw(
    @Param() at: ReceiptAddress,
    @Body(formPipe()) form: DeclarationForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.act(request, response, at.token, withdrawing(this.ballots, at.receipt), form);
  }

  @Get('not-us/:receipt')
  async askDisown(
    @Param() at: ReceiptAddress,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.ask(
      request,
      response,
      await this.desk.receive(request, response, at.token),
      disowning(this.ballots, at.receipt),
      NOTHING,
    );
  }

  @Post('not-us/:receipt')
  async disown(
    @Param() at: ReceiptAddress,
    @Body(formPipe()) form: DeclarationForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.act(request, response, at.token, disowning(this.ballots, at.receipt), form);
  }

  private ask(
    request: Request,
    response: Response,
    reading: BallotReading,
    deed: Deed,
    missing: Missing,
  ): void {
    const { visit, words } = reading;
    const position = deed.positionId === null ? null : findOwn(visit, deed.positionId);
    if (deed.positionId !== null && !position) throw unknownReceipt();
    this.desk.show(response, deed.template, reading, {
      title: words.t(`ballots.${deed.form}.title`, { name: visit.contact.name }),
      status: missing.length > 0 ? 400 : 200,
      form: deed.form,
      isTyped: deed.isTyped,
      canStop: visit.file.allowed.includes('report-wrong-recipient'),
      action: request.path,
      line: position ? positionLine(visit, position, words) : null,
      nonce: this.desk.seal(request, response, visit, sealOf(deed)),
      faults: missing.map((field) => ({
        field,
        message: words.t(`ballots.faults.${field}`, { reference: visit.context.reference }),
      })),
    });
  }

  private async act(
    request: Request,
    response: Response,
    token: string,
    deed: Deed,
    form: DeclarationForm,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const reading = await this.desk.receive(request, response, token, deed.ends);
    const { visit, words } = reading;
    const seed = this.desk.unseal(request, visit, sealOf(deed), form.nonce);
    const missing = missingIn(form, deed, visit.context.reference);
    const isComplete = seed !== null && missing.length === 0;
    if (!isComplete && visit.link.revokedAt !== null) return this.desk.redirect(response, visit, ''); // says that it is revoked
    if (!isComplete)
      return this.ask(request, response, reading, deed, missing.length > 0 ? missing : ['declared']);
    const outcome = await deed.carryOut(visit, seed);
    if (outcome.status === 'refused') {
      return this.desk.show(response, 'ballot-refused.njk', reading, {
        title: words.t('ballots.refused.title'),
        status: 409,
        refusal: outcome.refusal,
      });
    }
    await this.visits.note(visit, deed.noted, visitorOf(request));
    this.desk.show(response, 'ballot-done.njk', reading, {
      title: words.t(`ballots.${deed.form}.doneTitle`),
      form: deed.form,
      isEnded: deed.ends !== null,
    });
  }
}

/** `/b/:token/…/:receipt` */
interface ReceiptAddress {
  readonly token: string;
  readonly receipt: string;
}

function formPipe() {
  return new InputPipe(declarationFormSchema, 'form');
}

/** What a small form still lacks, by field. */
type Missing = readonly ('declared' | 'reference')[];
const NOTHING: Missing = [];

function missingIn(form: DeclarationForm, { isTyped }: Deed, reference: string): Missing {
  const isNamed = names(form.reference, { code: reference, name: reference });
  return [
    ...(form.declared === 'yes' ? [] : (['declared'] as const)),
    ...(isTyped && !isNamed ? (['reference'] as const) : []),
  ];
}

function sealOf(deed: Deed): readonly string[] {
  return [deed.name, deed.positionId ?? ''];
}

function findOwn(visit: BallotVisit, receipt: string) {
  return (
    visit.context.positions.find(
      (position) => position.id === receipt && position.party === visit.party.code,
    ) ?? null
  );
}

function unknownReceipt(): DomainError {
  return new DomainError(
    'receipt.unknown',
    'not-found',
    'There is no answer from your side with this receipt number. Open your link and look at your answer there.',
  );
}
