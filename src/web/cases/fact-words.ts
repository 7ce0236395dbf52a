import { frameOf } from '../../platform/http/frame.js';
import type { PageRenderer } from '../../platform/http/page-renderer.js';
import type { Response } from 'express';
import { formWording } from './form/index.js';
import type { Directory } from './directory.service.js';
import type { FactWords } from './reading/facts.js';

/** Codes that stand for somebody and are in no registry. */
const STANDING_FOR = [
  'chair',
  'vice-chair',
  'secretariat',
  'participants',
  'observers',
  'all',
  'plenary',
] as const;

/**
 * @param pages with every text
 * @param response whose reader's language and zone count
 * @param directory of parties and organs
 * @returns what facts, forms and timelines are put into words with
 */
export function factWordsFor(pages: PageRenderer, response: Response, directory: Directory) {
  const words = pages.words(response);
  const wording = formWording(words);
  const own = STANDING_FOR.map((code): [string, string] => [code, words.t(`cases.standing.${code}`)]);
  return {
    words,
    say: (english: string): string => {
      const said = words.phraseText(english);
      return said.charAt(0).toUpperCase() + said.slice(1);
    },
    wording,
    names: new Map([
      ...directory.parties.map(({ code, name }): [string, string] => [code, words.partyName(code, name)]),
      ...directory.organs.map(({ code, name }): [string, string] => [code, words.phraseText(name)]),
      ...own,
    ]),
    zone: frameOf(response).zone,
  } satisfies FactWords & { readonly zone: string };
}
