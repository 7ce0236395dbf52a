import { Injectable } from '@nestjs/common';
import { statusTitle } from '../../modules/case-kinds/index.js';
import { Compendium, compendiumSearchSchema } from '../../modules/compendium/index.js';
import { Board } from '../../modules/deadline-board/index.js';
import { Organs } from '../../modules/organs/index.js';
import { DecisionRegister, MEETINGS } from '../../modules/plenary/index.js';
import { PARTY_KINDS, Registry } from '../../modules/registry/index.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import type { Words } from '../../platform/http/words.js';
import { pageOfCase } from '../frame/index.js';

/** How many of each kind are shown: whoever needs more writes more words. */
const SHOWN = 20;

/** What was found, by kind, and whether there is more of it. */
export type Found = Awaited<ReturnType<Search['find']>>;

/** Looks for words in everything that has a page: cases, decisions of meetings, documents, parties and organs. */
@Injectable()
export class Search {
  constructor(
    private readonly board: Board,
    private readonly compendium: Compendium,
    private readonly registry: Registry,
    private readonly organs: Organs,
    private readonly register: DecisionRegister,
  ) {}

  /**
   * @param words at least two characters
   * @param said parties and organs are found by their names in the reader's language too
   * @param person sees the cases and decisions that may be known of
   */
  async find(words: string, person: SignedInPerson, said: Pick<Words, 'partyName' | 'phraseText'>) {
    const [cases, decisions, documents, parties, organs] = await Promise.all([
      this.board.find(words, person, SHOWN + 1),
      this.register.page({ q: words, limit: SHOWN }, person),
      this.compendium.search(compendiumSearchSchema.parse({ q: words, all: 'true', limit: String(SHOWN) })),
      this.parties(words, said),
      this.organsNamed(words, said),
    ]);
    return {
      cases: cases.slice(0, SHOWN).map((found) => ({
        ...found,
        status: statusTitle(found.workflow, found.status),
        href: pageOfCase(found.workflow, found.caseId),
      })),
      moreCases: cases.length > SHOWN,
      decisions: decisions.entries.map(({ meeting, meetingId, paragraph, clause }) => ({
        meeting,
        paragraph,
        text: clause.text,
        href: `${pageOfCase(MEETINGS.workflow.name, meetingId)}/communique#c-${clause.id}`,
      })),
      moreDecisions: decisions.next !== null,
      documents: documents.documents,
      moreDocuments: documents.total > documents.documents.length,
      parties,
      organs,
    };
  }

  private async parties(words: string, { partyName }: Pick<Words, 'partyName'>) {
    const rolls = await Promise.all(PARTY_KINDS.map((kind) => this.registry.roll(kind)));
    return rolls.flat().filter(({ code, name }) => holds([code, name, partyName(code, name)], words));
  }

  private async organsNamed(words: string, { phraseText }: Pick<Words, 'phraseText'>) {
    return (await this.organs.list()).filter(({ code, name }) =>
      holds([code, name, phraseText(name)], words),
    );
  }
}

function holds(texts: readonly string[], words: string): boolean {
  const wanted = plain(words);
  return texts.some((text) => plain(text).includes(wanted));
}

/** Letter case and accents do not matter to whoever looks for «Cote d'Ivoire». */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
