/** Reads a rendered communiqué with a reader of somebody else's for each format, and gives back its numbered paragraphs. */
import mammoth from 'mammoth';
import { marked } from 'marked';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { CommuniqueFormat } from '../../src/modules/communique/index.js';

type HtmlNode = DefaultTreeAdapterTypes.Node;
type HtmlElement = DefaultTreeAdapterTypes.Element;

/** A numbered paragraph as a reader found it: spaces run together, nothing else changed. */
export interface ReadParagraph {
  readonly number: number;
  readonly text: string;
}

/** @returns the numbered paragraphs in their order; of a paragraph with marks below it, its own text alone */
export async function readBack(format: CommuniqueFormat, bytes: Buffer): Promise<readonly ReadParagraph[]> {
  switch (format) {
    case 'md':
      return listed(parse(await marked.parse(bytes.toString('utf8'))));
    case 'html':
      return listed(parse(bytes.toString('utf8')));
    case 'docx':
      return listed(parse((await mammoth.convertToHtml({ buffer: bytes })).value));
    case 'pdf':
      return numberedInPdf(bytes);
  }
}

/** @returns all elements of a page, in order */
export function elementsOf(node: HtmlNode): readonly HtmlElement[] {
  const own = 'tagName' in node ? [node] : [];
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : [])];
}

/** @returns an attribute, or undefined */
export function attributeOf({ attrs }: HtmlElement, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

/** A number is that of the element, else it follows the one before; a list that gives no start goes on (Word's lists have none here). */
function listed(page: HtmlNode): readonly ReadParagraph[] {
  let number = 0;
  return elementsOf(page)
    .filter(({ tagName }) => tagName === 'ol')
    .flatMap((list) => {
      const start = attributeOf(list, 'start');
      if (start !== undefined) number = Number(start) - 1;
      return list.childNodes
        .filter((node): node is HtmlElement => 'tagName' in node && node.tagName === 'li')
        .map((item) => {
          number = Number(attributeOf(item, 'value') ?? number + 1);
          const first = item.childNodes.find((node) => 'tagName' in node && node.tagName === 'p');
          return { number, text: plain(textOf(first ?? item)) };
        });
    });
}

function textOf(node: HtmlNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/**
 * By the tags of the file's structure: a label opens a paragraph, its body follows, also on the next page; the rest is no part
 * of it. Where the structure says a body's text itself (from right to left), that is its text.
 */
async function numberedInPdf(bytes: Buffer): Promise<readonly ReadParagraph[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const pdf = await task.promise;
  const paragraphs: { number: string; text: string }[] = [];
  const labels = new Map<string, { text: string }>();
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const tags: string[] = [];
    const last = paragraphs.at(-1);
    if (last) last.text += ' '; // a page ends a line
    for (const item of items) {
      if ('type' in item) followTag(item as MarkedContent, tags, paragraphs, labels);
      else addText(item, tags, paragraphs.at(-1));
    }
    for (const [label, text] of saidTexts((await page.getStructTree()) as StructNode)) {
      const paragraph = labels.get(label);
      if (paragraph) paragraph.text = text;
    }
  }
  await task.destroy();
  return paragraphs.map(({ number, text }) => ({
    number: Number(number.replace('.', '')),
    text: plain(text),
  }));
}

/** As the reader gives them; its types leave the tag out. */
interface MarkedContent {
  readonly type: string;
  readonly id?: string;
  readonly tag?: string;
}

/** A node of the structure; `alt` holds the text that the file says a node has. */
interface StructNode {
  readonly role?: string;
  readonly id?: string;
  readonly alt?: string;
  readonly children?: readonly StructNode[];
}

function followTag(
  { type, tag = '', id = '' }: MarkedContent,
  tags: string[],
  paragraphs: { number: string; text: string }[],
  labels: Map<string, { text: string }>,
): void {
  if (type === 'endMarkedContent') {
    tags.pop();
    return;
  }
  tags.push(tag);
  if (tag !== 'Lbl') return;
  const paragraph = { number: '', text: '' };
  paragraphs.push(paragraph);
  labels.set(id, paragraph);
}

function addText(
  { str, hasEOL }: { readonly str: string; readonly hasEOL: boolean },
  tags: readonly string[],
  paragraph: { number: string; text: string } | undefined,
): void {
  if (paragraph === undefined) return;
  if (tags.includes('Lbl')) paragraph.number += str;
  if (tags.includes('LBody')) paragraph.text += str + (hasEOL ? ' ' : '');
}

/** @returns for each item of the list whose body says its text: the id of its label's content, and that text */
function saidTexts(node: StructNode | null): readonly (readonly [string, string])[] {
  if (node === null) return [];
  const { role, children = [] } = node;
  const label = children.find((one) => one.role === 'Lbl')?.children?.[0]?.id;
  const said = children.find((one) => one.role === 'LBody')?.alt;
  const own = role === 'LI' && label !== undefined && said !== undefined ? [[label, said] as const] : [];
  return [...own, ...children.flatMap(saidTexts)];
}

/** @returns a text with its runs of spaces as one */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
