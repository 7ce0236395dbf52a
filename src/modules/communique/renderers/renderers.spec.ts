/** What each rendering holds, as readers of somebody else's find it. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parse as parseHtml } from 'parse5';
import type { Instant } from '../../../kernel/instant.js';
import type { DraftedSentence } from '../../../../workflows/plenary-meeting/index.js';
import { documentOf, memory } from '../../../../test/support/communiques.js';
import { chair, inSession, plenaryPrecedent } from '../../../../test/support/held-plenaries.js';
import { attributeOf, elementsOf, plain, readBack } from '../../../../test/support/read-back.js';
import {
  type CommuniqueDocument,
  type CommuniqueHeading,
  communiqueDocument,
} from '../communique.document.js';
import { COMMUNIQUE_FORMATS, type CommuniqueFormat, renderCommunique } from './render.js';

const HEADING: CommuniqueHeading = {
  reference: 'KP/PLENARY/2012',
  title: 'Tenth Plenary',
  place: 'Washington, D.C.',
  zone: 'America/New_York',
  from: '2012-11-27',
  to: '2012-11-30',
  languages: ['en'],
  status: 'draft',
  asOf: '2012-11-30T23:00:00.000Z' as Instant,
  adoptedAt: null,
  publishedAt: null,
  statedAt: null,
  statement: null,
};

const sentence = (paragraph: number, text: string, more: Partial<DraftedSentence> = {}): DraftedSentence => ({
  paragraph,
  clauseId: `${paragraph}a`,
  drafted: text,
  text,
  editId: null,
  grounded: true,
  outdated: false,
  moved: null,
  departures: [],
  language: 'en',
  framed: true,
  references: [],
  ...more,
});

const expected = ({ paragraphs }: CommuniqueDocument) =>
  paragraphs.map(({ number, sentences }) => ({
    number,
    text: plain(sentences.map(({ text }) => text).join(' ')),
  }));
const rendered = async (document: CommuniqueDocument, format: CommuniqueFormat): Promise<Buffer> =>
  (await renderCommunique(document, format)).bytes;
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe.each(COMMUNIQUE_FORMATS)('as %s', (format) => {
  it('the Washington communiqué is read back paragraph by paragraph, and made twice is the same bytes', async () => {
    const document = documentOf(memory(inSession(plenaryPrecedent('washington-2012'))));
    const bytes = await rendered(document, format);
    const read = await readBack(format, bytes);
    expect(read).toHaveLength(60);
    expect(read).toEqual(expected(document));
    expect(hash(await rendered(document, format))).toBe(hash(bytes));
  }, 60_000);

  it('clauses in French, Arabic, Russian and Chinese are read back in their letters', async () => {
    const document = communiqueDocument(
      HEADING,
      [
        sentence(1, 'La Plénière a salué l’œuvre accomplie à Séguéla (voir paragraphe 2).', {
          language: 'fr',
          references: [2],
        }),
        sentence(
          2,
          'أحاطت الجلسة العامة علماً بتقارير الزيارات الأربع لعام 2012 المقدمة من فريق WGM العامل.',
          {
            language: 'ar',
          },
        ),
        sentence(3, 'Пленарное заседание приняло к сведению доклады о четырёх визитах.', { language: 'ru' }),
        sentence(4, '全体会议注意到四份审查访问报告。', { language: 'zh' }),
      ],
      false,
    );
    const read = await readBack(format, await rendered(document, format));
    expect(read).toEqual(expected(document));
  }, 60_000);

  it('what looks like an order to a reader of the format is read back as text', async () => {
    const document = communiqueDocument(
      { ...HEADING, title: '<b>Tenth</b> & *Plenary*' },
      [
        sentence(1, '<script>alert("x")</script> & <img src=x onerror=alert(1)> &amp; \'quoted\' "twice".'),
        sentence(
          2,
          '# *bold* _italic_ `code` [link](javascript:alert(1)) ![image](http://example.org/x.png) | ~~a~~ \\ <!-- c -->',
        ),
        sentence(3, '- a list? > 1. not one *'),
        sentence(4, '12. Not a number of its own.'),
        sentence(5, 'Forbidden\u0000\u0008\u000b\u001f\ufffe in XML, a lone \ud800 half, a line\nend.'),
        sentence(6, 'Turned \u202eround\u202c and \u2066kept\u2069 straight.'),
        sentence(7, `Long ${'x'.repeat(700)} word.`),
        sentence(8, ']]> %PDF (unbalanced \\( brackets'),
      ],
      false,
    );
    const spaceless = (paragraphs: readonly { readonly number: number; readonly text: string }[]) =>
      paragraphs.map(({ number, text }) => ({ number, text: text.replaceAll(' ', '') }));
    const read = await readBack(format, await rendered(document, format));
    expect(spaceless(read)).toEqual(spaceless(expected(document))); // a word longer than a line is broken in a PDF
    expect(read[4]?.text).toBe('Forbidden in XML, a lone half, a line end.');
    expect(read[5]?.text).toBe('Turned round and kept straight.');
  }, 60_000);

  it('paragraphs keep their numbers where a reader may not see those between', async () => {
    const document = communiqueDocument(
      HEADING,
      [sentence(2, 'Two.'), sentence(3, 'Three.'), sentence(7, 'Seven.')],
      false,
    );
    const read = await readBack(format, await rendered(document, format));
    const numbers = format === 'docx' ? [1, 2, 3] : [2, 3, 7]; // mammoth gives no starts; Word's are looked at below
    expect(read).toEqual(
      expected(document).map((paragraph, index) => ({ ...paragraph, number: numbers[index] })),
    );
  });
});

describe('a draft with edits', () => {
  const marked = (): { marked: CommuniqueDocument; clean: CommuniqueDocument } => {
    const drive = inSession(plenaryPrecedent('washington-2012'))
      .then('edit-sentence', { clauseId: '7c', text: 'The Plenary noted what the Chair does.' }, chair)
      .then('add-sentence', { paragraph: 60, text: 'All were glad.' }, chair);
    const context = memory(drive);
    return { marked: documentOf(context, true), clean: documentOf(context) };
  };
  const LEAVES = 'the edit no longer names the PC, to whom the fact addresses this';

  it.each(COMMUNIQUE_FORMATS)(
    'shows its marks as %s to the Secretariat alone',
    async (format) => {
      const { marked: forOffices, clean } = marked();
      const told = await wholeText(format, await rendered(forOffices, format));
      for (const words of [LEAVES, '[no recorded fact]', '[edited]', 'requested', 'All were glad.'])
        expect(told).toContain(words);
      const untold = await wholeText(format, await rendered(clean, format));
      for (const words of [LEAVES, '[no recorded fact]', '[edited]']) expect(untold).not.toContain(words);
      expect(untold).toContain('All were glad.');
    },
    60_000,
  );

  it('tells words put in from words left out, in every format that has signs for them', async () => {
    const { marked: document } = marked();
    const html = (await rendered(document, 'html')).toString('utf8');
    const changes = elementsOf(parseHtml(html)).filter(({ tagName }) => ['ins', 'del'].includes(tagName));
    expect(new Set(changes.map(({ tagName }) => tagName))).toEqual(new Set(['ins', 'del']));
    const markdown = (await rendered(document, 'md')).toString('utf8');
    expect(markdown).toMatch(/~~[^~]*requested[^~]*~~/);
    expect(markdown).toMatch(/\*\*[^*]*noted[^*]*\*\*/);
  });
});

async function wholeText(format: CommuniqueFormat, bytes: Buffer): Promise<string> {
  if (format === 'md' || format === 'html') return plain(bytes.toString('utf8').replace(/<[^>]+>|\\/g, ''));
  if (format === 'docx') {
    const { default: mammoth } = await import('mammoth');
    return plain((await mammoth.extractRawText({ buffer: bytes })).value);
  }
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, page) => (await pdf.getPage(page + 1)).getTextContent()),
  );
  await task.destroy();
  return plain(pages.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' '));
}

describe('the HTML page', () => {
  const page = async (document: CommuniqueDocument) =>
    elementsOf(parseHtml((await rendered(document, 'html')).toString('utf8')));

  it('has an anchor for each paragraph and a link for each reference, and asks nobody for anything', async () => {
    const document = documentOf(memory(inSession(plenaryPrecedent('washington-2012'))));
    const referring = document.paragraphs.flatMap(({ sentences }) =>
      sentences.flatMap((one) => one.references),
    );
    const elements = await page(document);
    const anchors = new Set(elements.map((one) => attributeOf(one, 'id')));
    const links = elements
      .filter(({ tagName }) => tagName === 'a')
      .map((one) => attributeOf(one, 'href') ?? '');
    expect(referring.length).toBeGreaterThan(10);
    expect(links).toHaveLength(referring.length);
    expect(links.filter((link) => !link.startsWith('#') || !anchors.has(link.slice(1)))).toEqual([]);
    const fetching = ['script', 'link', 'img', 'iframe', 'object', 'form', 'base'];
    expect(elements.filter(({ tagName }) => fetching.includes(tagName))).toEqual([]);
    expect(elements.filter((one) => attributeOf(one, 'src') !== undefined)).toEqual([]);
  });

  it('says the language and direction of what is not in its own', async () => {
    const elements = await page(
      communiqueDocument(
        HEADING,
        [sentence(1, 'رحبت الجلسة.', { language: 'ar' }), sentence(2, 'One.')],
        false,
      ),
    );
    const told = elements
      .filter((one) => attributeOf(one, 'lang') !== undefined)
      .map((one) => [one.tagName, attributeOf(one, 'lang'), attributeOf(one, 'dir')]);
    expect(told).toEqual([
      ['html', 'en', 'ltr'],
      ['span', 'ar', 'rtl'],
    ]);
  });
});

describe('a file', () => {
  it.each<[Partial<CommuniqueHeading>, string, string]>([
    [{}, 'Draft, as of 30 November 2012, 18:00 (New York)', 'KP-PLENARY-2012-communique-draft.md'],
    [
      { status: 'adopted', adoptedAt: '2012-12-01T05:00:00.000Z' as Instant },
      'Adopted on 30 November 2012, 24:00 (New York)',
      'KP-PLENARY-2012-communique-adopted.md',
    ],
    [
      {
        status: 'published',
        adoptedAt: '2012-12-01T15:00:00.000Z' as Instant,
        publishedAt: '2012-12-03T15:00:00.000Z' as Instant,
      },
      'Adopted on 1 December 2012, 10:00 (New York). Published on 3 December 2012, 10:00 (New York)',
      'KP-PLENARY-2012-communique.md',
    ],
  ])('of %j says «%s» and is called %s', async (more, line, name) => {
    const document = communiqueDocument({ ...HEADING, ...more }, [sentence(1, 'One.')], false);
    const file = await renderCommunique(document, 'md');
    expect(file.name).toBe(name);
    expect(file.bytes.toString('utf8')).toContain(line.replaceAll('_', '\\_'));
    expect(document.occasion).toBe('27–30 November 2012, Washington, D.C., United States');
  });

  it('of a meeting that ended with a statement holds the statement', async () => {
    const document = communiqueDocument({ ...HEADING, statement: 'No text was agreed.' }, [], false);
    for (const format of COMMUNIQUE_FORMATS) {
      const text = await wholeText(format, await rendered(document, format));
      expect(text).toContain('No text was agreed.');
      expect(text).toContain('Statement of the Chair');
    }
  });

  it('of a meeting without a clause says so', async () => {
    const document = communiqueDocument(HEADING, [], false);
    for (const format of COMMUNIQUE_FORMATS)
      expect(await wholeText(format, await rendered(document, format))).toContain(
        'No clause is recorded yet.',
      );
  });
});

describe('the Word document', () => {
  it('has a heading style, a numbering that starts where the list does, its language and the date of what it shows', async () => {
    const document = communiqueDocument(
      HEADING,
      [sentence(2, 'Deux.', { language: 'fr' }), sentence(7, 'رحبت.', { language: 'ar' })],
      false,
    );
    const parts = await partsOfArchive(await rendered(document, 'docx'));
    expect(parts['word/document.xml']).toContain('<w:pStyle w:val="Heading1"/>');
    expect(parts['word/document.xml']).toContain('<w:bidi/>');
    expect(parts['word/document.xml']).toMatch(/<w:lang w:val="fr"/);
    const starts = [
      ...(parts['word/numbering.xml'] ?? '').matchAll(
        /<w:start w:val="(\d+)"\/><w:numFmt w:val="decimal"\/>/g,
      ),
    ];
    expect(starts.map(([, start]) => Number(start))).toEqual([2, 7]);
    expect(parts['docProps/core.xml']).toContain('>2012-11-30T23:00:00Z<');
    expect(parts['word/footer1.xml']).toContain('NUMPAGES');
  });
});

/** The files of an archive, read by mammoth's own reader of archives. */
async function partsOfArchive(bytes: Buffer): Promise<Record<string, string>> {
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.keys(zip.files);
  const texts = await Promise.all(names.map(async (name) => (await zip.file(name)?.async('string')) ?? ''));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}
