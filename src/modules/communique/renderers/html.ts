/** A communiqué as one HTML page that stands alone: no script, no foreign resource, numbers that stay with copied paragraphs. */
import { documentWording } from '../../../../workflows/plenary-meeting/index.js';
import {
  type CommuniqueDocument,
  type DocumentParagraph,
  type DocumentSentence,
  markLabels,
  partsOf,
} from '../communique.document.js';
import type { DiffPart } from '../../../platform/language/index.js';
import { PAGE_STYLE } from './html.style.js';

/** @param document @returns the whole page; every text is escaped */
export function renderHtml(document: CommuniqueDocument): string {
  const { language, direction, title, status, paragraphs, statement } = document;
  const { labels } = documentWording([language]);
  const nothing = statement === null && paragraphs.length === 0;
  return [
    '<!doctype html>',
    `<html lang="${escaped(language)}" dir="${direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="dcterms.modified" content="${escaped(document.dated)}">`,
    `<title>${escaped(`${statement === null ? labels.communique : labels.statement}: ${title}`)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    `<body class="${status}">`,
    ...headOf(document),
    '<main>',
    ...(nothing ? [`<p>${escaped(labels.nothingYet)}</p>`] : []),
    ...(statement === null ? [] : [`<p class="statement">${escaped(statement)}</p>`]),
    ...(paragraphs.length > 0
      ? [
          `<ol aria-label="${escaped(labels.paragraphs)}">`,
          ...paragraphs.map((one) => paragraphOf(one, document)),
          '</ol>',
        ]
      : []),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function headOf({
  language,
  statement,
  title,
  occasion,
  statusLine,
  reference,
}: CommuniqueDocument): string[] {
  const { labels } = documentWording([language]);
  return [
    '<header>',
    `<p class="kind">${escaped(statement === null ? labels.communique : labels.statement)}</p>`,
    `<h1>${escaped(title)}</h1>`,
    `<p class="occasion">${escaped(occasion)}</p>`,
    `<p class="status">${escaped(`${statusLine}. ${reference}`)}</p>`,
    '</header>',
  ];
}

/** The value says the number also where one paragraph is copied out of the list. */
function paragraphOf({ number, sentences }: DocumentParagraph, document: CommuniqueDocument): string {
  const text = sentences.map((sentence) => sentenceOf(sentence, document)).join(' ');
  const changes = sentences.map((sentence) => changesOf(sentence, document.language)).join('');
  return `<li id="${anchor(number)}" value="${number}"><p>${text}</p>${changes}</li>`;
}

const anchor = (number: number): string => `paragraph-${number}`;

function sentenceOf(sentence: DocumentSentence, document: CommuniqueDocument): string {
  const { language, direction, marks } = sentence;
  const text = partsOf(sentence)
    .map((part) =>
      part.paragraph === null
        ? escaped(part.text)
        : `<a href="#${anchor(part.paragraph)}">${escaped(part.text)}</a>`,
    )
    .join('');
  const labels = marks ? markLabels(marks, document.language) : [];
  const own =
    language === document.language
      ? text
      : `<span lang="${escaped(language)}" dir="${direction}">${text}</span>`;
  return own + labels.map((label) => ` <span class="mark">[${escaped(label)}]</span>`).join('');
}

function changesOf({ marks, language: own, direction }: DocumentSentence, language: string): string {
  if (marks === null || (marks.edit === null && marks.moved === null)) return '';
  const { labels } = documentWording([language]);
  const difference = (label: string, parts: readonly DiffPart[]): string =>
    `<p>${escaped(label)}: <span lang="${escaped(own)}" dir="${direction}">${parts.map(diffPart).join('')}</span></p>`;
  const departures = (marks.edit?.departures ?? []).map((words) => `<li>${escaped(words)}</li>`);
  return [
    '<div class="changes">',
    ...(marks.edit ? [difference(labels.edited, marks.edit.diff)] : []),
    ...(departures.length > 0 ? [`<ul>${departures.join('')}</ul>`] : []),
    ...(marks.moved ? [difference(labels.outdated, marks.moved)] : []),
    '</div>',
  ].join('');
}

function diffPart({ kind, text }: DiffPart): string {
  if (kind === 'kept') return escaped(text);
  const tag = kind === 'inserted' ? 'ins' : 'del';
  return `<${tag}>${escaped(text)}</${tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
