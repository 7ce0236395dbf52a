import { describe, expect, it } from '@jest/globals';
import { toInstant } from '../../kernel/instant.js';
import { LANGUAGES, LANGUAGE_FACTS, Messages } from '../../platform/language/index.js';
import { draftLine, readerOf } from './mail-reader.js';

const messages = Messages.load();
const partyNames = new Map([['fr WDC', 'Conseil mondial du diamant']]);
const reader = (languages: string[], zone = 'UTC') =>
  readerOf({ messages, partyNames, to: { contact: { languages, zone } } });
const NOON = toInstant('2012-11-30T17:00:00Z');

describe('the reader of a mail', () => {
  it.each([
    [['fr', 'en'], 'fr'],
    [['de', 'fr'], 'fr'],
    [['fr-CA'], 'fr'],
    [['EN-GB'], 'en'],
    [['pt', 'ar'], 'pt'],
    [['de', 'nl'], 'en'],
    [[], 'en'],
  ])('of %j is written to in %s', (languages, language) => {
    expect(reader(languages).language).toBe(language);
  });

  it('with an impossible zone gets times in UTC rather than no mail', () => {
    expect(reader(['en'], 'Mars/Olympus').zone).toBe('UTC');
  });

  it('reads when something happened in UTC and in the own zone, in the own language', () => {
    expect(reader(['fr'], 'America/New_York').instant(NOON)).toBe(
      'vendredi 30 novembre 2012, 17:00:00 (UTC); vendredi 30 novembre 2012, 12:00:00 (America/New_York)',
    );
    expect(reader(['ru']).instant(NOON)).toBe('пятница 30 ноября 2012 г., 17:00:00 (UTC)');
  });

  it('reads what workflows say in its language, instants in its zone, and English where there is no translation', () => {
    expect(reader(['fr']).phrase('The case is closed').lang).toBe('fr');
    expect(reader(['fr'], 'America/New_York').phrase('Due at 2012-12-01T05:00:00.000Z, says nobody')).toEqual(
      {
        text: 'Due at Friday 30 November 2012, 24:00 (America/New_York, end of the day), says nobody',
        lang: 'en',
      },
    );
  });

  it('has no line of French begin with a sign that follows a space', () => {
    expect(reader(['fr']).say('successions.mail.review.means')).toContain('Rien n’est en retard\u00a0:');
  });

  it('lists in its language', () => {
    expect(reader(['fr']).list(['A', 'B', 'C'])).toBe('A, B et C');
    expect(reader(['es']).either(['A', 'B'])).toBe('A o B');
  });

  it.each(LANGUAGES)('is told in %s whether the frame is a draft', (language) => {
    expect(draftLine(messages, language)).toHaveLength(LANGUAGE_FACTS[language].state === 'draft' ? 1 : 0);
    expect(reader([language]).draft).toEqual(draftLine(messages, language));
  });

  it('names parties in its language: by the registry, else states by their code, else as the registry has it', () => {
    const { partyName } = reader(['fr']);
    expect(partyName('World Diamond Council', 'WDC')).toBe('Conseil mondial du diamant');
    expect(partyName('Central African Republic', 'CAF')).toBe('République centrafricaine');
    expect(partyName('Central African Republic')).toBe('République centrafricaine');
    expect(partyName('Society of Ruritanian Traders', 'SRT')).toBe('Society of Ruritanian Traders');
    expect(reader(['en']).partyName('World Diamond Council', 'WDC')).toBe('World Diamond Council');
  });
});
