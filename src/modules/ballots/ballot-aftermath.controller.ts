import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CommandOutcome } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { BallotLinkFilter } from './ballot-link.filter.js';
import type { LinkDeed } from './ballot-link.store.js';
import { positionLine, receivedText } from './ballot-page.js';
import { BallotLinkUnusable, type BallotVisit, BallotVisits } from './ballot-visit.service.js';
import { BallotDesk, visitorOf } from './ballot.desk.js';
import { type DeclarationForm, declarationFormSchema } from './ballot.dto.js';
import { type SmallForm, englishBallotMessages as messages } from './ballot.messages.js';
import { Ballots } from './ballot.service.js';

/** One of the pages with a box to tick: what it is about, and what its button does. */
interface Deed {
  readonly name: 'acknowledge' | 'withdraw' | 'not-us';
  readonly noted: LinkDeed;
  readonly form: SmallForm;
  readonly positionId: string | null;
  readonly isEnded: boolean;
  readonly carryOut: (visit: BallotVisit, seed: string) => Promise<CommandOutcome>;
}

/** What follows an answer, or stands in for one: the receipt, taking back, reporting a stranger's answer, acknowledging receipt. */
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
    const visit = await this.visits.open(at.token, visitorOf(request));
    const position = findOwn(visit, at.receipt);
    const receivedAt = position?.receivedAt ?? (await this.ballots.findReceipt(visit, at.receipt));
    if (receivedAt === null) throw unknownReceipt();
    const line = position ? positionLine(visit, position, messages) : null;
    const received = receivedText(receivedAt, visit.contact.zone, messages.lang);
    this.desk.show(response, 'ballot-receipt.njk', visit, {
      title: messages.t.receipt,
      receipt: at.receipt,
      received,
      line,
    });
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
      await this.visits.open(token, visitorOf(request)),
      this.acknowledging(),
      false,
    );
  }

  @Post('acknowledge')
  async acknowledge(
    @Param('token') token: string,
    @Body(formPipe()) form: DeclarationForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.act(request, response, token, this.acknowledging(), form);
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
      await this.visits.open(at.token, visitorOf(request)),
      this.withdrawing(at.receipt),
      false,
    );
  }

  @Post('withdraw/:receipt')
  async withdraw(
    @Param() at: ReceiptAddress,
    @Body(formPipe()) form: DeclarationForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.act(request, response, at.token, this.withdrawing(at.receipt), form);
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
      await this.visits.open(at.token, visitorOf(request)),
      this.disowning(at.receipt),
      false,
    );
  }

  @Post('not-us/:receipt')
  async disown(
    @Param() at: ReceiptAddress,
    @Body(formPipe()) form: DeclarationForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.act(request, response, at.token, this.disowning(at.receipt), form);
  }

  private acknowledging(): Deed {
    const carryOut: Deed['carryOut'] = (visit, seed) => this.ballots.acknowledge(visit, seed);
    return {
      name: 'acknowledge',
      noted: 'acknowledged',
      form: messages.t.acknowledge,
      positionId: null,
      isEnded: false,
      carryOut,
    };
  }

  private withdrawing(positionId: string): Deed {
    const carryOut: Deed['carryOut'] = (visit, seed) => this.ballots.withdraw(visit, positionId, seed);
    return {
      name: 'withdraw',
      noted: 'withdrew',
      form: messages.t.withdraw,
      positionId,
      isEnded: false,
      carryOut,
    };
  }

  private disowning(positionId: string): Deed {
    const carryOut: Deed['carryOut'] = (visit, seed) => this.ballots.disown(visit, positionId, seed);
    return {
      name: 'not-us',
      noted: 'disowned',
      form: messages.t.disown,
      positionId,
      isEnded: true,
      carryOut,
    };
  }

  private ask(
    request: Request,
    response: Response,
    visit: BallotVisit,
    deed: Deed,
    isUnticked: boolean,
  ): void {
    const position = deed.positionId === null ? null : findOwn(visit, deed.positionId);
    if (deed.positionId !== null && !position) throw unknownReceipt();
    this.desk.show(response, 'ballot-declare.njk', visit, {
      title: deed.form.title,
      status: isUnticked ? 400 : 200,
      form: deed.form,
      action: request.path,
      line: position ? positionLine(visit, position, messages) : null,
      nonce: this.desk.seal(request, response, visit, sealOf(deed)),
      faults: isUnticked ? [{ field: 'declared', message: messages.faults.declared }] : [],
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
    const visit = await this.visits.open(token, visitorOf(request), deed.isEnded);
    const seed = this.desk.unseal(request, visit, sealOf(deed), form.nonce);
    const isComplete = seed !== null && form.declared === 'yes';
    if (!isComplete && visit.link.revokedAt !== null) throw new BallotLinkUnusable(false);
    if (!isComplete) return this.ask(request, response, visit, deed, true);
    const outcome = await deed.carryOut(visit, seed);
    if (outcome.status === 'refused') {
      return this.desk.show(response, 'ballot-refused.njk', visit, {
        title: messages.t.refused,
        status: 409,
        refusal: outcome.refusal,
      });
    }
    await this.visits.note(visit, deed.noted, visitorOf(request));
    this.desk.show(response, 'ballot-done.njk', visit, {
      title: deed.form.doneTitle,
      form: deed.form,
      isEnded: deed.isEnded,
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
