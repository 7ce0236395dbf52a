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
import { choicesOf } from './ballot-choices.js';
import { markOfBallot } from './ballot-mark.js';
import { ballotPage } from './ballot-page.js';
import { phaseOf } from './ballot-state.js';
import { type BallotVisit, BallotVisits } from './ballot-visit.service.js';
import { BallotDesk, type BallotReading, visitorOf } from './ballot.desk.js';
import {
  type CastForm,
  type Choice,
  type ChoiceForm,
  type FormFault,
  castSchema,
  choiceSchema,
} from './ballot.dto.js';
import { Ballots } from './ballot.service.js';

const CHOICE_SEAL = ['choice'];
const NOTHING_ENTERED = { kind: '', reason: '', statement: '', paragraph: '', resolution: '', until: '' };

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
    const reading = await this.desk.receive(request, response, token);
    await this.visits.note(reading.visit, 'looked', visitorOf(request));
    this.showBallot(request, response, reading, NOTHING_ENTERED, []);
  }

  @Post()
  async choose(
    @Param('token') token: string,
    @Body(new InputPipe(choiceSchema, 'answer')) form: ChoiceForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const reading = await this.desk.receive(request, response, token);
    const { visit, words } = reading;
    await this.visits.note(visit, 'chose', visitorOf(request));
    if (!takesAnswers(visit)) return this.desk.redirect(response, visit, '');
    const seed = this.desk.unseal(request, visit, CHOICE_SEAL, form.nonce);
    const found = choiceFaults(visit, form, seed !== null, words);
    if (found.choice === null) return this.showBallot(request, response, reading, form, found.faults);
    this.showConfirmation(request, response, reading, { choice: found.choice, represents: '', faults: [] });
  }

  @Post('confirm')
  async confirm(
    @Param('token') token: string,
    @Body(new InputPipe(castSchema, 'confirmation')) form: CastForm,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const reading = await this.desk.receive(request, response, token);
    if (form.action === 'change') return this.showBallot(request, response, reading, form, []);
    const found = await this.examine(request, reading, form);
    if (found.choice === null) return this.showBallot(request, response, reading, form, found.faults);
    if (found.faults.length > 0)
      return this.showConfirmation(request, response, reading, {
        ...found,
        choice: found.choice,
        represents: form.represents,
      });
    await this.cast(request, response, reading, found.choice, found.seed);
  }

  /** Somebody loads the confirmation's address again: the form is one step back. */
  @Get('confirm')
  async backToBallot(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { visit } = await this.desk.receive(request, response, token);
    this.desk.redirect(response, visit, '');
  }

  @All(['', 'confirm', 'acknowledge', 'receipt/:receipt', 'withdraw/:receipt', 'not-us/:receipt', 'not-me'])
  refuseOtherMethods(@Res({ passthrough: true }) response: Response): never {
    response.setHeader('Allow', 'GET, HEAD, POST');
    throw new MethodNotAllowedException(
      'A link is opened and its forms are sent; nothing else can be done here.',
    );
  }

  private async examine(
    request: Request,
    { visit, words }: BallotReading,
    form: CastForm,
  ): Promise<AnswerFaults & { readonly seed: string }> {
    const seed = this.desk.unseal(request, visit, sealOf(form), form.nonce);
    const found = choiceFaults(visit, form, seed !== null, words);
    if (seed === null || found.choice === null) return { ...found, choice: null, seed: '' };
    const faults = await castFaults(
      visit,
      found.choice,
      form,
      (code) => this.ballots.checkCode(visit, code, visitorOf(request)),
      words,
    );
    return { choice: found.choice, faults, seed };
  }

  private async cast(
    request: Request,
    response: Response,
    reading: BallotReading,
    choice: Choice,
    seed: string,
  ): Promise<void> {
    const { visit, words } = reading;
    const outcome = await this.ballots.cast(visit, choice, seed);
    if (outcome.status === 'refused') {
      const page = { title: words.t('ballots.refused.title'), status: 409, refusal: outcome.refusal };
      return this.desk.show(response, 'ballot-refused.njk', reading, page);
    }
    await this.visits.note(visit, 'cast', visitorOf(request));
    this.desk.redirect(response, visit, `/receipt/${outcome.commandId}`);
  }

  private showBallot(
    request: Request,
    response: Response,
    reading: BallotReading,
    entered: Omit<ChoiceForm, 'nonce'>,
    faults: readonly FormFault[],
  ): void {
    const { visit, words } = reading;
    const isFresh = faults.length === 0 && entered === NOTHING_ENTERED;
    const nonce = takesAnswers(visit) ? this.desk.seal(request, response, visit, CHOICE_SEAL) : null;
    const page = {
      ...ballotPage(visit, words),
      entered,
      faults,
      nonce,
      ...(isFresh ? { liveAt: `/b/${visit.token}/live?mark=${markOfBallot(visit)}` } : {}), // what was typed is not read anew over it
      status: faults.length > 0 ? 400 : 200,
    };
    this.desk.show(response, 'ballot.njk', reading, page);
  }

  private showConfirmation(
    request: Request,
    response: Response,
    reading: BallotReading,
    shown: { readonly choice: Choice; readonly represents: string; readonly faults: readonly FormFault[] },
  ): void {
    const { visit, words } = reading;
    const entered = shown.choice;
    const nonce = this.desk.seal(request, response, visit, sealOf(entered));
    const choice = choicesOf(visit, words).find((line) => line.kind === entered.kind);
    const party = words.partyName(visit.party.code, visit.party.name);
    const title = words.t('ballots.confirm.title', { party });
    const page = { ...shown, title, entered, choice, nonce, status: shown.faults.length > 0 ? 400 : 200 };
    this.desk.show(response, 'ballot-confirm.njk', reading, page);
  }
}

function takesAnswers(visit: BallotVisit): boolean {
  const phase = phaseOf(visit);
  return phase === 'open' || phase === 'late';
}
