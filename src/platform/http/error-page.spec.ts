import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { LANGUAGES, type Language } from '../language/index.js';
import { PageRenderer } from './page-renderer.js';
import { toProblem } from './problem.js';

const pages = new PageRenderer();
const SECRETARIAT = 'secretariat@plenum.example';
const page = (error: Error, secretariat: string | null, lang: Language = 'en'): string =>
  pages.render('error.njk', { title: 'Error', lang, problem: toProblem(error, 'INCIDENT-1'), secretariat });

describe('a page of an error helps on', () => {
  it('to signing in and to the Secretariat, where there is nothing for whoever is not signed in', () => {
    const html = page(new NotFoundException(), SECRETARIAT);
    expect(html).toContain('href="/sign-in"');
    expect(html).toContain(`Write to the Secretariat at ${SECRETARIAT}`);
  });

  it('to the Secretariat with the number of the incident, where something failed on our side', () => {
    const html = page(new Error('unforeseen'), SECRETARIAT);
    expect(html).toContain(`write to the Secretariat at ${SECRETARIAT} and give it the number`);
    expect(html).toContain('INCIDENT-1');
    expect(html).not.toContain('href="/sign-in"');
  });

  it('in every language', () => {
    for (const language of LANGUAGES) {
      expect(page(new NotFoundException(), SECRETARIAT, language)).toContain(SECRETARIAT);
      expect(page(new Error('unforeseen'), SECRETARIAT, language)).toContain(SECRETARIAT);
    }
  });

  it('to nobody by name where no address is known', () =>
    expect(page(new NotFoundException(), null)).not.toMatch(/at null|at undefined|Write to/));
});
