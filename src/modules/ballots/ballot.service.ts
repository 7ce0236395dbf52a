import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, type CommandOutcome, Engine } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import { countWrongCodes, lockLinks, noteUse, type Visitor } from './ballot-link.store.js';
import { DISOWNED, NOT_ME } from '../../../workflows/written-procedure/index.js';
import { BallotLinks } from './ballot-links.service.js';
import { hashCode, receiptNumber } from './ballot-token.js';
import type { BallotVisit } from './ballot-visit.service.js';
import type { Choice } from './ballot.dto.js';

/** So many wrong codes within so many minutes, and the code is not even looked at until they have passed. */
const WRONG_CODES = 5;
const WRONG_CODE_MINUTES = 15;

/** `wait`: too many wrong codes lately; the code was not looked at. */
export type CodeFinding = 'right' | 'wrong' | 'wait';

/** Turns what a delegate does on the pages into commands to the procedure. The procedure decides; nothing is decided here. */
@Injectable()
export class Ballots {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly reader: CaseReader,
    private readonly links: BallotLinks,
  ) {}

  /**
   * Casts an answer.
   *
   * @param visit the link followed
   * @param choice kind, reason, statement, which part of the text it is about, what would resolve it, until when more time is asked for; empty texts are left out
   * @param seed the confirmation form's: the same form sent twice is the same command
   * @returns the procedure's outcome; its command id is the receipt number
   */
  async cast(visit: BallotVisit, choice: Choice, seed: string): Promise<CommandOutcome> {
    const payload = {
      kind: choice.kind,
      ...(choice.reason ? { reason: choice.reason } : {}),
      ...(choice.statement ? { statement: choice.statement } : {}),
      ...(choice.paragraph ? { paragraph: choice.paragraph } : {}),
      ...(choice.resolution ? { resolution: choice.resolution } : {}),
      ...(choice.until ? { until: choice.until } : {}),
      contactId: visit.contact.id,
      channel: 'link',
      textHash: visit.link.textHash,
    };
    return this.submit(visit, 'record-position', seed, payload);
  }

  /** Says that the text arrived, without answering. */
  async acknowledge(visit: BallotVisit, seed: string): Promise<CommandOutcome> {
    return this.submit(visit, 'acknowledge', seed, { contactId: visit.contact.id });
  }

  /** Takes an answer back; it stays on record. */
  async withdraw(visit: BallotVisit, positionId: string, seed: string): Promise<CommandOutcome> {
    return this.submit(visit, 'withdraw-position', seed, { positionId });
  }

  /**
   * Reports an answer as not one's own. The procedure itself asks for the revocation of the links of the mailbox the answer came
   * through, so that it holds however the report came; here it is done at once, where the answer came by a link.
   */
  async disown(visit: BallotVisit, positionId: string, seed: string): Promise<CommandOutcome> {
    const payload = { positionId, contactId: visit.contact.id };
    const outcome = await this.submit(visit, 'disown-position', seed, payload);
    const contactId = visit.context.positions.find((one) => one.id === positionId)?.contact;
    if (outcome.status === 'accepted' && contactId) await this.revoke(visit, contactId, DISOWNED);
    return outcome;
  }

  /** Reports that the link reached somebody else than its contact: it ends at once, and the procedure lets the Secretariat know. */
  async reportWrongRecipient(visit: BallotVisit, seed: string): Promise<CommandOutcome> {
    const contactId = visit.contact.id;
    const outcome = await this.submit(visit, 'report-wrong-recipient', seed, { contactId });
    if (outcome.status === 'accepted') await this.revoke(visit, contactId, NOT_ME);
    return outcome;
  }

  /**
   * Checks the code from the body of a mail about this procedure: of the mail that brought the link, or of any other that brought
   * the same contact one in this round. Guesses are taken one at a time and counted per contact, never per address: a ministry
   * shares one.
   */
  async checkCode({ link }: BallotVisit, code: string, visitor: Visitor): Promise<CodeFinding> {
    return this.dataSource.transaction(async (tx) => {
      const links = await lockLinks(tx, link);
      if ((await countWrongCodes(tx, link, WRONG_CODE_MINUTES)) >= WRONG_CODES) return 'wait';
      if (links.some(({ id, codeHash }) => isSame(hashCode(id, code), codeHash))) return 'right';
      await noteUse(tx, link.id, 'code-refused', visitor);
      return 'wrong';
    });
  }

  /** @returns when a command of the visitor's party with that id was received, and null when none was or it was refused */
  async findReceipt(visit: BallotVisit, receipt: string): Promise<Instant | null> {
    const commands = await this.reader.commands(visit.file.caseId);
    const command = commands.find(
      ({ commandId, actor }) => commandId === receipt && actor.party === visit.party.code,
    );
    return command && command.status !== 'refused' ? command.receivedAt : null;
  }

  private async revoke({ link }: BallotVisit, contactId: string, reason: string): Promise<void> {
    const { caseId, round, party } = link;
    await this.dataSource.transaction((tx) =>
      this.links.revoke(tx, { caseId, round, party, contactId, reason }),
    );
  }

  private async submit(
    visit: BallotVisit,
    type: string,
    seed: string,
    payload: object,
  ): Promise<CommandOutcome> {
    const actor: Actor = {
      kind: 'person',
      id: visit.contact.id,
      name: visit.contact.name,
      party: visit.party.code,
    };
    const commandId = receiptNumber(visit.link.id, seed) as CommandId; // 21 characters: a command id
    const caseId: CaseId = visit.file.caseId;
    return this.engine.submit({ caseId, type, commandId, actor, payload });
  }
}

function isSame(hash: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(other));
}
