import { describe, expect, it } from '@jest/globals';
import { redlines } from './redline.js';

describe('a redline', () => {
  it('marks words, language by language, and says where nothing changes', () => {
    const before = [
      { language: 'en', body: 'The road map is adopted.' },
      { language: 'fr', body: 'La feuille de route est adoptée.' },
    ];
    expect(redlines(before, [{ language: 'en', body: 'The new road map is adopted.' }, before[1]])).toEqual([
      {
        language: 'en',
        isChanged: true,
        parts: [
          { kind: 'kept', text: 'The ' },
          { kind: 'inserted', text: 'new ' },
          { kind: 'kept', text: 'road map is adopted.' },
        ],
      },
      {
        language: 'fr',
        isChanged: false,
        parts: [{ kind: 'kept', text: 'La feuille de route est adoptée.' }],
      },
    ]);
  });

  it('shows a language that is left out as deleted, and one that is new as inserted', () => {
    expect(redlines([{ language: 'fr', body: 'Non.' }], [{ language: 'en', body: 'Yes.' }])).toEqual([
      { language: 'fr', isChanged: true, parts: [{ kind: 'deleted', text: 'Non.' }] },
      { language: 'en', isChanged: true, parts: [{ kind: 'inserted', text: 'Yes.' }] },
    ]);
  });
});
