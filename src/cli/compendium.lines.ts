/** How the command line shows documents. */
import type {
  Compendium,
  DocumentList,
  FoundInstrument,
  InstrumentLine,
} from '../modules/compendium/index.js';
import { table } from './frame.js';

type Shown = Awaited<ReturnType<Compendium['show']>>;

/** @returns a list as columns, or what to do when it is empty */
export function listLines({ total, documents, hint }: DocumentList<InstrumentLine>): string[] {
  if (hint !== null) return [hint];
  return [
    ...table(
      ['ADOPTED', 'NUMBER', 'STANDING', 'LANGUAGES', 'MISSING', 'TITLE'],
      documents.map(({ adopted, number, standing, languages, missing, title, amendedBy }) => [
        adopted ?? '?',
        number ?? '-',
        standing ?? '?',
        languages.map(({ language, authoritative }) => `${language}${authoritative ? '*' : ''}`).join(' ') ||
          '-',
        missing.join(' ') || '-',
        `${title}${amendedBy.length > 0 ? ` (amended by ${amendedBy.length})` : ''}`,
      ]),
    ),
    `${documents.length} of ${total}. * authoritative`,
  ];
}

/** @returns what was found, each with the place where the words stand */
export function foundLines({ total, documents, hint }: DocumentList<FoundInstrument>): string[] {
  return [
    ...documents.flatMap(({ number, title, standing, foundIn, snippet }) => [
      `${number ?? '(no number)'}  ${title}  [${standing ?? 'standing not known'}]`,
      `    ${foundIn ?? 'title'}: ${snippet
        .map(({ text, hit }) => (hit ? `«${text}»` : text))
        .join('')
        .replaceAll(/\s+/g, ' ')}`,
    ]),
    hint ?? `${documents.length} of ${total} found.`,
  ];
}

/** @returns one document: standing over time, languages, chain both ways, what to read it with */
export function documentLines({
  document,
  standing,
  timeline,
  texts,
  missing,
  later,
  earlier,
  textInForce,
}: Shown): string[] {
  const { title, number, id, sunset, adoptedIn, adoptedParagraph, source } = document;
  return [
    `${number ?? '(no number known)'}  ${title}  [${standing?.standing ?? 'standing not known'}]`,
    `Adopted: ${document.adopted ?? 'not known'}${adoptedIn ? `, ${adoptedIn}` : ''}${adoptedParagraph ? `, paragraph ${adoptedParagraph}` : ''}`,
    ...(sunset === null ? [] : [`Sunset clause: ${sunset}`]),
    ...timeline.map(
      ({ standing: was, validFrom, validTo, reason }) =>
        `  ${was} from ${validFrom}${validTo ? ` until ${validTo}` : ''}${reason ? `: ${reason}` : ''}`,
    ),
    `Languages: ${texts.map(({ language, status, authoritative, held }) => `${language} (${status}${authoritative ? ', authoritative' : ''}${held ? '' : ', text not held'})`).join(', ') || 'none known'}`,
    `Missing: ${missing.join(' ') || 'nothing'}`,
    ...later.map(
      ({ fromNumber, fromTitle, kind, depth }) =>
        `${'  '.repeat(depth)}← ${kind} by ${fromNumber ?? fromTitle}`,
    ),
    ...earlier.map(
      ({ toNumber, toTitle, kind, depth }) => `${'  '.repeat(depth)}→ ${kind} ${toNumber ?? toTitle}`,
    ),
    ...(textInForce.amendments.length > 0
      ? [
          `Read with: ${textInForce.amendments.map((one) => `${one.number ?? one.title} (${one.since?.slice(0, 10) ?? '?'})`).join('; ')}`,
        ]
      : []),
    `Source: ${source}`,
    `Id: ${id}`,
  ];
}
