/**
 * A communiqué as a PDF: embedded fonts, tagged structure (headings, a list of numbered paragraphs), bookmarks, language and
 * title, page numbers. pdfkit carries the file; lines are broken and ordered here, since it knows one direction only.
 */
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { documentWording } from '../../../../workflows/plenary-meeting/index.js';
import {
  type CommuniqueDocument,
  type DocumentParagraph,
  type DocumentSentence,
  type SentenceMarks,
  markLabels,
} from '../communique.document.js';
import type { DiffPart } from '../../../platform/language/index.js';
import { PDF_FONTS } from './pdf.fonts.js';
import { PdfPages, type Block } from './pdf.pages.js';
import type { Span } from './pdf.lines.js';

const COLORS = { muted: '#505a5f', warning: '#594d00', inserted: '#005a30', deleted: '#942514' } as const;

/** Length of a bookmark's text. */
const BOOKMARK_LENGTH = 60;

/** @param document @returns a PDF; the same document gives the same bytes */
export async function renderPdf(document: CommuniqueDocument): Promise<Buffer> {
  const { title, occasion, statusLine, reference, language } = document;
  const dated = new Date(document.dated);
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language,
    bufferPages: true,
    autoFirstPage: false,
    font: PDF_FONTS.serif,
    info: {
      Title: title,
      Subject: `${occasion}. ${statusLine}`,
      Author: 'Plenum',
      Keywords: reference,
      CreationDate: dated,
      ModDate: dated,
    },
  });
  const bytes = collected(pdf);
  await write(pdf, document);
  pdf.end();
  return bytes;
}

function collected(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

async function write(pdf: PDFKit.PDFDocument, document: CommuniqueDocument): Promise<void> {
  const pages = new PdfPages(pdf, document.direction);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const element = (tag: string, block: Block): void => {
    root.add(pdf.struct(tag, {}, () => pages.write(block)));
  };
  const outline = pdf.outline.addItem(document.title); // a bookmark leads to the page that is being written
  for (const [tag, block] of headOf(document)) element(tag, block);
  if (document.paragraphs.length > 0) {
    const list = pdf.struct('L');
    root.add(list);
    for (const paragraph of document.paragraphs) {
      writeParagraph({ pdf, pages, list }, paragraph, document);
      outline.addItem(bookmarkOf(paragraph));
      await setImmediate(); // shaping takes its time: whoever else waits for the process goes first
    }
    list.end();
  }
  root.end();
  pages.number(
    (number, total) => labelsOf(document).page(number, total),
    `${document.reference}. ${document.statusLine}`,
  );
}

const labelsOf = ({ language }: CommuniqueDocument) => documentWording([language]).labels;

function headOf(document: CommuniqueDocument): readonly (readonly [string, Block])[] {
  const { title, occasion, statusLine, reference, status, statement, paragraphs } = document;
  const labels = labelsOf(document);
  const status_ = status === 'draft' ? { bold: true, color: COLORS.warning } : { color: COLORS.muted };
  const plain = (text: string): Block => ({ spans: [{ text }], size: 10.5, after: 7 });
  return [
    [
      'P',
      {
        spans: [{ text: statement === null ? labels.communique : labels.statement, bold: true }],
        size: 11,
        after: 2,
      },
    ],
    ['H1', { spans: [{ text: title, bold: true }], size: 19, after: 4 }],
    ['P', { spans: [{ text: occasion }], size: 11.5, after: 4 }],
    ['P', { spans: [{ text: `${statusLine}. ${reference}`, ...status_ }], size: 9.5, after: 18, rule: true }],
    ...(statement === null ? [] : [['P', plain(statement)] as const]),
    ...(statement === null && paragraphs.length === 0 ? [['P', plain(labels.nothingYet)] as const] : []),
  ];
}

interface Place {
  readonly pdf: PDFKit.PDFDocument;
  readonly pages: PdfPages;
  readonly list: PDFKit.PDFStructureElement;
}

function writeParagraph(
  { pdf, pages, list }: Place,
  paragraph: DocumentParagraph,
  document: CommuniqueDocument,
): void {
  const { number, sentences } = paragraph;
  const languages = new Set(sentences.map(({ language }) => language));
  const [language] = languages.size === 1 ? languages : [document.language];
  const direction = sentences.every((one) => one.direction === 'rtl') ? 'rtl' : 'ltr';
  const spans = sentences.flatMap((sentence, index) => [
    ...(index > 0 ? [{ text: ' ' }] : []),
    ...spansOf(sentence, document),
  ]);
  const text: Block = { spans, size: 10.5, after: 7, indent: NUMBER_WIDTH, direction };
  const item = pdf.struct('LI');
  list.add(item);
  pages.keep(text);
  item.add(pdf.struct('Lbl', {}, () => pages.label(`${number}.`, text)));
  item.add(
    pdf.struct('LBody', bodyOptions(sentences, language ?? document.language), () => pages.write(text)),
  );
  for (const block of changesOf(paragraph, document)) item.add(pdf.struct('P', {}, () => pages.write(block)));
  item.end();
}

interface BodyOptions {
  readonly lang: string;
  readonly actual?: string;
}

/** Letters joined from right to left do not say in which order they are read: the paragraph says its text itself. */
function bodyOptions(sentences: readonly DocumentSentence[], lang: string): BodyOptions {
  const isPlain = sentences.every(({ direction }) => direction === 'ltr');
  return isPlain ? { lang } : { lang, actual: sentences.map(({ text }) => text).join(' ') };
}

/** Room for a number of three digits, in points. */
const NUMBER_WIDTH = 30;

function spansOf(sentence: DocumentSentence, document: CommuniqueDocument): readonly Span[] {
  return [{ text: sentence.text }, ...(runsAlong(sentence, document) ? labelSpans(sentence, document) : [])];
}

/** Labels in the document's language stand beside a sentence that is written in the same direction, else below it. */
function runsAlong({ direction }: DocumentSentence, document: CommuniqueDocument): boolean {
  return direction === document.direction;
}

function labelSpans({ marks }: DocumentSentence, { language }: CommuniqueDocument): readonly Span[] {
  const labels = marks ? markLabels(marks, language) : [];
  return labels.map((label) => ({ text: ` [${label}]`, color: COLORS.warning }));
}

function changesOf({ sentences }: DocumentParagraph, document: CommuniqueDocument): readonly Block[] {
  return sentences.flatMap((sentence) => [
    ...(sentence.marks && !runsAlong(sentence, document)
      ? [changeBlock(labelSpans(sentence, document), document.direction)]
      : []),
    ...(sentence.marks ? changeBlocks(sentence.marks, sentence.direction, document) : []),
  ]);
}

function changeBlocks(
  marks: SentenceMarks,
  direction: 'ltr' | 'rtl',
  document: CommuniqueDocument,
): readonly Block[] {
  const labels = labelsOf(document);
  const difference = (label: string, parts: readonly DiffPart[]): Block =>
    changeBlock([{ text: `${label}: `, bold: true }, ...parts.map(diffSpan)], direction);
  return [
    ...(marks.edit ? [difference(labels.edited, marks.edit.diff)] : []),
    ...(marks.edit?.departures ?? []).map((words) =>
      changeBlock([{ text: `– ${words}` }], document.direction),
    ),
    ...(marks.moved ? [difference(labels.outdated, marks.moved)] : []),
  ];
}

function changeBlock(spans: readonly Span[], direction: 'ltr' | 'rtl'): Block {
  return { spans, size: 9, after: 5, indent: NUMBER_WIDTH + 14, direction };
}

function diffSpan({ kind, text }: DiffPart): Span {
  if (kind === 'kept') return { text };
  return kind === 'inserted'
    ? { text, color: COLORS.inserted, line: 'under' }
    : { text, color: COLORS.deleted, line: 'through' };
}

function bookmarkOf({ number, sentences }: DocumentParagraph): string {
  const text = sentences[0]?.text ?? '';
  const short =
    text.length <= BOOKMARK_LENGTH ? text : `${text.slice(0, BOOKMARK_LENGTH).replace(/\s+\S*$/, '')} …`;
  return `${number}. ${short}`;
}
