import {
  All,
  Body,
  Controller,
  Get,
  MethodNotAllowedException,
  Param,
  Post,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { type AnswerFaults, castFaults, choiceFaults, sealOf } from './ballot-answer.js';
import { BallotLinkFilter } from './ballot-link.filter.js';
import { ballotPage, choicesOf, phaseOf } from './ballot-page.js';
import { type BallotVisit, BallotVisits } from './ballot-visit.service.js';
import { BallotDesk, visitorOf } from './ballot.desk.js';
import {
  type CastForm,
  type Choice,
  type ChoiceForm,
  type FormFault,
  castSchema,
  choiceSchema,
} from './ballot.dto.js';
import { englishBallotMessages as messages } from './ballot.messages.js';
import { Ballots } from './ballot.service.js';

const CHOICE_SEAL = ['choice'];

/**
 * Answering from a personal link: look, choose, confirm. Looking never acts, whatever looks: the page holds a form with
 * nothing chosen, the next one asks for what no program can guess, and only its button casts.
 */
@Controller('b/:token')
@UseFilters(BallotLinkFilter)
export class BallotController {
  constructor(
    private readonly visits: BallotVisits,
    private readonly ballots: Ballots,
    private readonly desk: BallotDesk,
  ) {}

  /** Express answers HEAD by this too. */
  @Get()
  async look(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.visits.open(token, visitorOf(request));
    await this.visits.note(visit, 'looked', visitorOf(request));
    this.showBallot(request, response, visit, { kind: '', reason: '', statement: '' }, []);
  }

  @Post()
  async choose(
    @Param('token') token: string,
    @Body(new InputPipe(choiceSchema, 'answer')) form: ChoiceForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const visit = await this.visits.open(token, visitorOf(request));
    await this.visits.note(visit, 'chose', visitorOf(request));
    if (!takesAnswers(visit)) return this.desk.redirect(response, visit, '');
    const seed = this.desk.unseal(request, visit, CHOICE_SEAL, form.nonce);
    const found = choiceFaults(visit, form, seed !== null, messages);
    if (found.choice === null) return this.showBallot(request, response, visit, form, found.faults);
    this.showConfirmation(request, response, visit, { choice: found.choice, represents: '', faults: [] });
  }

  @Post('confirm')
  async confirm(
    @Param('token') token: string,
    @Body(new InputPipe(castSchema, 'confirmation')) form: CastForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const visit = await this.visits.open(token, visitorOf(request));
    if (form.action === 'change') return this.showBallot(request, response, visit, form, []);
    const found = await this.examine(request, visit, form);
    if (found.choice === null) return this.showBallot(request, response, visit, form, found.faults);
    if (found.faults.length > 0)
      return this.showConfirmation(request, response, visit, {
        ...found,
        choice: found.choice,
        represents: form.represents,
      });
    await this.cast(request, response, visit, found.choice, found.seed);
  }

  /** Somebody loads the confirmation's address again: the form is one step back. */
  @Get('confirm')
  async backToBallot(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.redirect(response, await this.visits.open(token, visitorOf(request)), '');
  }

  @All(['', 'confirm', 'acknowledge', 'receipt/:receipt', 'withdraw/:receipt', 'not-us/:receipt'])
  refuseOtherMethods(@Res({ passthrough: true }) response: Response): never {
    response.setHeader('Allow', 'GET, HEAD, POST');
    throw new MethodNotAllowedException(
      'A link is opened and its forms are sent; nothing else can be done here.',
    );
  }

  private async examine(
    request: Request,
    visit: BallotVisit,
    form: CastForm,
  ): Promise<AnswerFaults & { readonly seed: string }> {
    const seed = this.desk.unseal(request, visit, sealOf(form), form.nonce);
    const found = choiceFaults(visit, form, seed !== null, messages);
    if (seed === null || found.choice === null) return { ...found, choice: null, seed: '' };
    const faults = await castFaults(
      visit,
      found.choice,
      form,
      (code) => this.ballots.checkCode(visit, code, visitorOf(request)),
      messages,
    );
    return { choice: found.choice, faults, seed };
  }

  private async cast(
    request: Request,
    response: Response,
    visit: BallotVisit,
    choice: Choice,
    seed: string,
  ): Promise<void> {
    const outcome = await this.ballots.cast(visit, choice, seed);
    if (outcome.status === 'refused') {
      const page = { title: messages.t.refused, status: 409, refusal: outcome.refusal };
      return this.desk.show(response, 'ballot-refused.njk', visit, page);
    }
    await this.visits.note(visit, 'cast', visitorOf(request));
    this.desk.redirect(response, visit, `/receipt/${outcome.commandId}`);
  }

  private showBallot(
    request: Request,
    response: Response,
    visit: BallotVisit,
    entered: Pick<ChoiceForm, 'kind' | 'reason' | 'statement'>,
    faults: readonly FormFault[],
  ): void {
    const nonce = takesAnswers(visit) ? this.desk.seal(request, response, visit, CHOICE_SEAL) : null;
    const page = {
      ...ballotPage(visit, messages),
      entered,
      faults,
      nonce,
      status: faults.length > 0 ? 400 : 200,
    };
    this.desk.show(response, 'ballot.njk', visit, page);
  }

  private showConfirmation(
    request: Request,
    response: Response,
    visit: BallotVisit,
    shown: { readonly choice: Choice; readonly represents: string; readonly faults: readonly FormFault[] },
  ): void {
    const entered = shown.choice;
    const nonce = this.desk.seal(request, response, visit, sealOf(entered));
    const choice = choicesOf(visit, messages).find((line) => line.kind === entered.kind);
    const title = messages.t.confirmTitle(visit.party.name);
    const page = { ...shown, title, entered, choice, nonce, status: shown.faults.length > 0 ? 400 : 200 };
    this.desk.show(response, 'ballot-confirm.njk', visit, page);
  }
}

function takesAnswers(visit: BallotVisit): boolean {
  const phase = phaseOf(visit);
  return phase === 'open' || phase === 'late';
}
