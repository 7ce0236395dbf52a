import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { BallotLinks, type BallotStanding, standingFor } from '../../modules/ballots/index.js';
import { type Asker, CaseDesk } from '../../modules/cases/index.js';
import { Board, type BoardPage, type Load } from '../../modules/deadline-board/index.js';
import { findContact, findParty, rolesOf } from '../../modules/registry/index.js';
import { PROCEDURES } from '../../modules/written-procedures/index.js';

/** Somebody who speaks for a party. */
export interface Speaker {
  readonly party: string;
  readonly contactId: string;
}

/** Everything that is open for a party, as one of its contacts may see it. */
export interface Open {
  readonly now: Instant;
  readonly party: { readonly code: string; readonly name: string };
  /** written procedures under way that the party was on the roll of, the one that closes first first */
  readonly procedures: readonly BallotStanding[];
  /** rounds in which this contact has a valid personal link, as `case id round` */
  readonly linked: ReadonlySet<string>;
  /** what else waits on the party */
  readonly duties: BoardPage;
  readonly load: Load;
}

/** Things of the board on one page. */
const PAGE = 50;

/** Reads what waits on one government: its written procedures with its own answers, and the board's lines of it. */
@Injectable()
export class OpenWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly desk: CaseDesk,
    private readonly board: Board,
    private readonly links: BallotLinks,
  ) {}

  /**
   * @param speaker a contact; who speaks for the party no longer is shown nothing, whatever link is still in a mail
   * @param after where the page of other duties begins
   * @returns what is open; null for somebody who does not speak for the party now
   * @throws DomainError `board.bad-cursor`
   */
  async of({ party, contactId }: Speaker, after?: string): Promise<Open | null> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const asker = await this.askerOf({ party, contactId }, now);
    if (!asker) return null;
    const filter = { party, zone: 'UTC', historical: false, limit: PAGE, ...(after ? { after } : {}) };
    const [procedures, linked, duties, load, name] = [
      await this.procedures({ party, contactId }, asker, now),
      await this.links.heldBy(party, contactId),
      await this.board.page(filter, asker),
      await this.board.load(party, asker),
      await this.nameOf(party),
    ];
    const others = duties.lines.filter(({ workflow }) => workflow !== PROCEDURES.workflow.name);
    return {
      now,
      party: { code: party, name },
      procedures,
      linked,
      duties: { ...duties, lines: others },
      load,
    };
  }

  /** @returns the name of a party now; its code where it has none */
  async nameOf(party: string): Promise<string> {
    const { manager } = this.dataSource;
    return (await findParty(manager, party, await this.clock.now(manager)))?.name ?? party;
  }

  /**
   * Makes a way to the ballot of a procedure for a contact who has a personal link there.
   *
   * @param from what the way is made from; the same gives the same
   * @returns the path of the ballot
   * @throws DomainError `open.no-link` when this contact has no valid link there, whatever the reason
   */
  async ballotFor(speaker: Speaker, caseId: string, from: string): Promise<string> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const asker = await this.askerOf(speaker, now);
    const procedures = asker ? await this.procedures(speaker, asker, now) : [];
    const standing = procedures.find(({ file }) => file.caseId === caseId);
    const path = standing
      ? await this.links.reissue(
          { caseId, round: standing.round.number, textHash: standing.round.textHash, ...speaker },
          from,
        )
      : null;
    if (path) return path;
    throw new DomainError(
      'open.no-link',
      'conflict',
      'You have no valid personal link in this procedure. Use the newest mail about it, or write to the Secretariat: it can send you one.',
    );
  }

  private async procedures(speaker: Speaker, asker: Asker, now: Instant): Promise<BallotStanding[]> {
    const files = await this.desk.files(PROCEDURES, { open: true }, asker);
    return files
      .flatMap((file) => standingFor(file, speaker.party, speaker.contactId, now) ?? [])
      .sort((one, other) => (one.round.deadline.at < other.round.deadline.at ? -1 : 1));
  }

  /** By a link nobody acts as an office: what an office may know is for whoever signs in. */
  private async askerOf({ party, contactId }: Speaker, now: Instant): Promise<Asker | null> {
    const { manager } = this.dataSource;
    if ((await findContact(manager, contactId, now))?.party !== party) return null; // moved to another government since
    const contactRoles = await rolesOf(manager, contactId, now);
    const roles = contactRoles.filter((role) => role === 'participant' || role === 'observer');
    return roles.length > 0 ? { roles, party, contactId } : null;
  }
}
