/** A communiqué as Markdown (CommonMark, with the struck-out words of GitHub's flavour). */
import { documentWording } from '../../../../workflows/plenary-meeting/index.js';
import {
  type CommuniqueDocument,
  type DocumentParagraph,
  type DocumentSentence,
  markLabels,
} from '../communique.document.js';
import type { DiffPart } from '../../../platform/language/index.js';

/** Ends a list, so that the next starts at a number of its own. */
const LIST_ENDS = '<!-- -->';

/**
 * @param document
 * @returns Markdown, with a line end at its end; control characters of texts are escaped, so that they are read as they are
 */
export function renderMarkdown(document: CommuniqueDocument): string {
  const { labels } = documentWording([document.language]);
  const { title, occasion, statusLine, reference, statement, paragraphs } = document;
  const blocks = [
    `# ${escaped(title)}`,
    `**${escaped(statement === null ? labels.communique : labels.statement)}**`,
    escaped(occasion),
    `*${escaped(`${statusLine}. ${reference}`)}*`,
    ...(statement === null ? [] : [escaped(statement)]),
    ...(statement === null && paragraphs.length === 0 ? [escaped(labels.nothingYet)] : []),
    ...paragraphs.flatMap((paragraph, index) => {
      const previous = paragraphs[index - 1];
      const gap = previous !== undefined && previous.number + 1 !== paragraph.number;
      return [...(gap ? [LIST_ENDS] : []), paragraphOf(paragraph, document)];
    }),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function paragraphOf({ number, sentences }: DocumentParagraph, { language }: CommuniqueDocument): string {
  const bullet = `${number}. `;
  const indent = ' '.repeat(bullet.length);
  const text = sentences.map((sentence) => sentenceOf(sentence, language)).join(' ');
  const changes = sentences.flatMap((sentence) => changesOf(sentence, language));
  return [`${bullet}${atStart(text)}`, ...(changes.length > 0 ? [changes.join('\n')] : [])]
    .join('\n\n')
    .replace(/\n(?=[^\n])/g, `\n${indent}`);
}

function sentenceOf({ text, marks }: DocumentSentence, language: string): string {
  const labels = marks ? markLabels(marks, language) : [];
  return escaped(text) + labels.map((label) => ` \\[${escaped(label)}\\]`).join('');
}

/** Below the paragraph, as a quotation: what was edited, what the edit leaves of the fact, and how the fact has moved on. */
function changesOf({ marks }: DocumentSentence, language: string): string[] {
  if (marks === null) return [];
  const { labels } = documentWording([language]);
  const lines = [
    ...(marks.edit ? [`${escaped(labels.edited)}: ${diffOf(marks.edit.diff)}`] : []),
    ...(marks.edit?.departures ?? []).map((words) => `- ${escaped(words)}`),
    ...(marks.moved ? [`${escaped(labels.outdated)}: ${diffOf(marks.moved)}`] : []),
  ];
  return lines.flatMap((line, index) => [...(index > 0 ? ['>'] : []), `> ${line}`]);
}

function diffOf(parts: readonly DiffPart[]): string {
  return parts.map(({ kind, text }) => (kind === 'kept' ? escaped(text) : signed(text, kind))).join('');
}

/** Signs stand at the words: with a space inside them they would be read as they are. */
function signed(text: string, kind: 'inserted' | 'deleted'): string {
  const sign = kind === 'inserted' ? '**' : '~~';
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return words === '' ? text : `${before}${sign}${escaped(words)}${sign}${after}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&]/g, '\\$&');
}

/** What would begin a heading, a list or a rule at the start of a paragraph. */
function atStart(text: string): string {
  return text.replace(/^(#{1,6}(?=\s|$)|[-+=](?=[-+=\s]))/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
