/** A communiqué as a Word document: real heading styles, a real numbering, a language for each sentence, marks of a draft. */
import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  Document,
  Footer,
  Header,
  type ILevelsOptions,
  InternalHyperlink,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { documentWording } from '../../../../workflows/plenary-meeting/index.js';
import {
  type CommuniqueDocument,
  type DocumentParagraph,
  type DocumentSentence,
  markLabels,
  partsOf,
} from '../communique.document.js';
import type { DiffPart } from '../../../platform/language/index.js';
import { withoutTimes } from './docx.archive.js';
import { DOCX_STYLES, INK } from './docx.style.js';

/** Twentieths of a point. */
const INDENT = 720;

/** @param document @returns a .docx; the same document gives the same bytes */
export async function renderDocx(document: CommuniqueDocument): Promise<Buffer> {
  const file = new Document({
    title: document.title,
    subject: `${document.occasion}. ${document.statusLine}`,
    creator: 'Plenum',
    lastModifiedBy: 'Plenum',
    description: document.reference,
    styles: DOCX_STYLES,
    numbering: {
      config: runsOf(document).map(({ name, start }) => ({ reference: name, levels: [level(start)] })),
    },
    features: { updateFields: false },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 } } },
        headers: { default: new Header({ children: [headerLine(document)] }) },
        footers: { default: new Footer({ children: [footerLine(document)] }) },
        children: [...headOf(document), ...bodyOf(document)],
      },
    ],
  });
  const archive = await Packer.toBuffer(file, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(document) },
  ]);
  return withoutTimes(archive);
}

/** Paragraphs whose numbers follow each other; where a reader may not see one, a new list starts at the next number. */
function runsOf({
  paragraphs,
}: CommuniqueDocument): readonly { readonly name: string; readonly start: number }[] {
  return paragraphs
    .filter(({ number }, index) => paragraphs[index - 1]?.number !== number - 1)
    .map(({ number }) => ({ name: `paragraphs-${number}`, start: number }));
}

function level(start: number): ILevelsOptions {
  return {
    level: 0,
    format: LevelFormat.DECIMAL,
    text: '%1.',
    start,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: INDENT, hanging: INDENT } } },
  };
}

function headOf({
  language,
  statement,
  title,
  occasion,
  statusLine,
  reference,
  direction,
}: CommuniqueDocument): Paragraph[] {
  const { labels } = documentWording([language]);
  const bidirectional = direction === 'rtl';
  const line = (style: string, text: string): Paragraph =>
    new Paragraph({ style, bidirectional, children: [new TextRun({ text, ...languageOf(language) })] });
  return [
    line('Kind', statement === null ? labels.communique : labels.statement),
    line('Heading1', title),
    line('Subtitle', occasion),
    line('Status', `${statusLine}. ${reference}`),
  ];
}

function bodyOf(document: CommuniqueDocument): Paragraph[] {
  const { statement, paragraphs, language } = document;
  const { labels } = documentWording([language]);
  if (statement === null && paragraphs.length === 0)
    return [new Paragraph({ children: [new TextRun(labels.nothingYet)] })];
  const starts = runsOf(document);
  return [
    ...(statement === null ? [] : [new Paragraph({ children: [new TextRun(statement)] })]),
    ...paragraphs.flatMap((paragraph) => {
      const run = starts.findLast(({ start }) => start <= paragraph.number);
      return [numbered(paragraph, run?.name ?? '', language), ...changesOf(paragraph, language)];
    }),
  ];
}

function numbered({ number, sentences }: DocumentParagraph, reference: string, language: string): Paragraph {
  const runs = sentences.flatMap((sentence, index) => [
    ...(index > 0 ? [new TextRun(' ')] : []),
    ...sentenceOf(sentence, language),
  ]);
  const [opens, closes] = bookmarkOf(number);
  return new Paragraph({
    style: 'Clause',
    numbering: { reference, level: 0 },
    bidirectional: sentences.every(({ direction }) => direction === 'rtl'),
    children: [opens, ...runs, closes],
  });
}

/** The library's own bookmarks count through all documents it ever made. Its types know the two halves of one only inside it. */
function bookmarkOf(number: number): readonly [ParagraphChild, ParagraphChild] {
  const halves: readonly unknown[] = [new BookmarkStart(anchor(number), number), new BookmarkEnd(number)];
  return halves as [ParagraphChild, ParagraphChild];
}

const anchor = (number: number): string => `paragraph_${number}`;

function sentenceOf(sentence: DocumentSentence, language: string): (TextRun | InternalHyperlink)[] {
  const { marks, language: own, direction } = sentence;
  const look = { ...languageOf(own), rightToLeft: direction === 'rtl' };
  const labels = marks ? markLabels(marks, language) : [];
  return [
    ...partsOf(sentence).map((part) => {
      const run = new TextRun({ text: part.text, ...look });
      return part.paragraph === null
        ? run
        : new InternalHyperlink({ anchor: anchor(part.paragraph), children: [run] });
    }),
    ...labels.map((label) => new TextRun({ text: ` [${label}]`, style: 'Mark', ...languageOf(language) })),
  ];
}

function changesOf({ sentences }: DocumentParagraph, language: string): Paragraph[] {
  const { labels } = documentWording([language]);
  const line = (children: TextRun[]): Paragraph => new Paragraph({ style: 'Change', children });
  const difference = (label: string, parts: readonly DiffPart[], own: string): Paragraph =>
    line([new TextRun({ text: `${label}: `, bold: true }), ...parts.map((part) => diffRun(part, own))]);
  return sentences.flatMap(({ marks, language: own }) => {
    if (marks === null) return [];
    return [
      ...(marks.edit ? [difference(labels.edited, marks.edit.diff, own)] : []),
      ...(marks.edit?.departures ?? []).map((words) => line([new TextRun(`– ${words}`)])),
      ...(marks.moved ? [difference(labels.outdated, marks.moved, own)] : []),
    ];
  });
}

function diffRun({ kind, text }: DiffPart, language: string): TextRun {
  const look = languageOf(language);
  if (kind === 'kept') return new TextRun({ text, ...look });
  return kind === 'inserted'
    ? new TextRun({ text, color: INK.inserted, underline: {}, ...look })
    : new TextRun({ text, color: INK.deleted, strike: true, ...look });
}

function headerLine({ reference, statusLine, language }: CommuniqueDocument): Paragraph {
  return new Paragraph({
    style: 'Header',
    children: [new TextRun({ text: `${reference}. ${statusLine}`, ...languageOf(language) })],
  });
}

/** The label holds the two numbers as fields, wherever the language puts them. */
function footerLine({ language }: CommuniqueDocument): Paragraph {
  const [before = '', between = '', after = ''] = documentWording([language])
    .labels.page(-1, -2)
    .split(/-[12]/);
  const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after];
  return new Paragraph({
    style: 'Footer',
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children, ...languageOf(language) })],
  });
}

function languageOf(language: string): {
  readonly language: { readonly value: string; readonly bidirectional: string };
} {
  return { language: { value: language, bidirectional: language } };
}

/** The library writes the hour of packing; the document's own date is the truth, and the same every time. */
function coreProperties({
  title,
  occasion,
  statusLine,
  reference,
  language,
  dated,
}: CommuniqueDocument): string {
  const instant = `${dated.slice(0, 19)}Z`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title>`,
    `<dc:subject>${escaped(`${occasion}. ${statusLine}`)}</dc:subject>`,
    `<dc:identifier>${escaped(reference)}</dc:identifier>`,
    '<dc:creator>Plenum</dc:creator>',
    `<dc:language>${escaped(language)}</dc:language>`,
    '<cp:lastModifiedBy>Plenum</cp:lastModifiedBy>',
    `<dcterms:created xsi:type="dcterms:W3CDTF">${instant}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${instant}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
