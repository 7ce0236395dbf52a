import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { CaseDesk, holdsOffice } from '../../../modules/cases/index.js';
import { CASE_KINDS } from '../../../modules/case-kinds/index.js';
import { Board, type BoardLine, type BoardPage } from '../../../modules/deadline-board/index.js';
import { Organs } from '../../../modules/organs/index.js';
import { Registry } from '../../../modules/registry/index.js';
import { mayRemind } from '../reminders/reminders.policy.js';
import { actsOf, nextOf } from './board-acts.js';
import { type Asked, type AskedFault, filterOf } from './board-asked.js';
import { type BoardReading, type Directory, lineId } from './board.page.js';

/** Gathers what the page of the board shows. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly board: Board,
    private readonly desk: CaseDesk,
    private readonly registry: Registry,
    private readonly organs: Organs,
  ) {}

  /** @param zone of the reader @param words that organs and parties are called by @returns what was asked for, or what is wrong with it, and what stands around it */
  async read(asked: Asked, person: SignedInPerson, zone: string, words: Words): Promise<BoardReading> {
    const { page, faults } = await this.page(asked, person, zone);
    const directory = await this.directory(words);
    const lines = page?.lines ?? [];
    const found = await this.known(lines, person);
    const parties = new Set(directory.parties.map(({ value }) => value));
    return {
      asked,
      faults,
      page,
      summary: await this.board.summary(zone, person),
      directory,
      acts: new Map(
        lines.map((line) => [lineId(line), actsOf(line, found.get(line.caseId) ?? null, person, parties)]),
      ),
      next: new Map(
        lines.flatMap((line): [string, string][] => {
          const sentence = nextOf(line, found.get(line.caseId) ?? null, person);
          return sentence === null ? [] : [[lineId(line), sentence]];
        }),
      ),
      isOffice: holdsOffice(person),
      mayRemind: mayRemind(person),
    };
  }

  /** @returns the organs and the parties that something can wait on, by name in the reader's language */
  async directory({ partyName, phraseText, compare }: Words): Promise<Directory> {
    const [organs, participants, observers] = await Promise.all([
      this.organs.list(),
      this.registry.roll('participant'),
      this.registry.roll('observer'),
    ]);
    const choice = (code: string, name: string) => ({ value: code, text: `${name} (${code})` });
    const ofRoll = (roll: typeof participants) =>
      roll
        .map(({ code, name }) => choice(code, partyName(code, name)))
        .sort((one, other) => compare(one.text, other.text));
    return {
      organs: organs.map(({ code, name }) => choice(code, phraseText(name))),
      parties: [...ofRoll(participants), ...ofRoll(observers)],
    };
  }

  /** @returns the name of a party; its code where it is neither Participant nor Observer */
  async nameOf(code: string): Promise<string> {
    const roll = await Promise.all([this.registry.roll('participant'), this.registry.roll('observer')]);
    return roll.flat().find((party) => party.code === code)?.name ?? code;
  }

  private async page(
    asked: Asked,
    person: SignedInPerson,
    zone: string,
  ): Promise<{ readonly page: BoardPage | null; readonly faults: readonly AskedFault[] }> {
    const found = filterOf(asked, zone);
    if ('faults' in found) return { page: null, faults: found.faults };
    try {
      return { page: await this.board.page(found.filter, person), faults: [] };
    } catch (error) {
      return { page: null, faults: [faultIn(error)] };
    }
  }

  /** A case that is set aside takes no command, and may not even be read. */
  private known(lines: readonly BoardLine[], person: SignedInPerson) {
    const going = lines.filter(({ level }) => level !== 'stuck');
    return this.desk.known(CASE_KINDS, going, person);
  }
}

/** @returns what is wrong with a field of the filter @throws anything else */
function faultIn(error: unknown): AskedFault {
  if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
  const { field } = error.details;
  return { field: typeof field === 'string' ? field : 'q', message: error.message };
}
