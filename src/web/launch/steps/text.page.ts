/** Step 2: the text that is adopted, apart from its background; its languages, and the documents it refers to. */
import { z } from 'zod';
import type { DocumentFile } from '../../../modules/documents/index.js';
import type { Words } from '../../../platform/http/words.js';
import { fileSize } from '../../../platform/language/index.js';
import type { RuleSet } from '../../../../workflows/written-procedure/index.js';
import type { TypedDocument, UnkeptFile } from '../documents/draft-documents.service.js';
import type { DraftVisit } from '../draft-desk.js';
import { type Fault, readVersions, repeated, typed } from '../form.js';

/** Languages that a text can be added in; the body's rules may name others, too. */
const OFFERED = ['en', 'fr', 'es', 'pt', 'ru', 'ar', 'zh'] as const;
/** Rows for documents that are always shown empty. */
const SPARE_ROWS = 1;

export const textFormSchema = z.object({
  ...readVersions,
  title: typed,
  subject: typed,
  background: typed,
  language: repeated,
  body: repeated,
  docTitle: repeated,
  docLanguage: repeated,
  docUrl: repeated,
  docSha256: repeated,
  docKept: repeated,
  languageWaiver: typed,
  addLanguage: typed,
  action: z.string().catch('on'),
});
export type TextForm = z.output<typeof textFormSchema>;

/** The step as typed: a text for each language shown, in their order. */
export interface TextFields {
  readonly title: string;
  readonly subject: string;
  readonly background: string;
  readonly texts: readonly { readonly language: string; readonly body: string }[];
  readonly documents: readonly TypedDocument[];
  readonly languageWaiver: string;
}

/**
 * @param kept files that are kept, by fingerprint
 * @returns the fields of a form; a language that is added or left out by its button is so
 */
export function fieldsOf(form: TextForm, kept: ReadonlyMap<string, DocumentFile>): TextFields {
  const texts = form.language.map((language, index) => ({ language, body: form.body[index] ?? '' }));
  const dropped = /^drop-(.+)$/.exec(form.action)?.[1];
  const adds = form.action === 'add-language' && !form.language.includes(form.addLanguage);
  const isOffered = (OFFERED as readonly string[]).includes(form.addLanguage);
  return {
    title: form.title,
    subject: form.subject,
    background: form.background,
    texts: [
      ...texts.filter(({ language }) => language !== dropped),
      ...(adds && isOffered ? [{ language: form.addLanguage, body: '' }] : []),
    ],
    documents: form.docTitle.map((title, index) => {
      const file = kept.get(form.docKept[index] ?? '') ?? null;
      return {
        title,
        language: form.docLanguage[index] ?? '',
        url: file ? '' : (form.docUrl[index] ?? ''),
        sha256: file?.sha256 ?? (form.docSha256[index] ?? '').toLowerCase(),
        file,
      };
    }),
    languageWaiver: form.languageWaiver,
  };
}

/** @returns the fields without the document that its button takes out */
export function withoutDropped(fields: TextFields, { action }: Pick<TextForm, 'action'>): TextFields {
  const dropped = Number(/^drop-document-(\d+)$/.exec(action)?.[1]);
  return { ...fields, documents: fields.documents.filter((_, index) => index + 1 !== dropped) };
}

/** @returns the fields as they are kept: a text for each language required, asked for or there */
export function keptFields({ draft, kept, rules }: DraftVisit): TextFields {
  const asked = [
    ...(rules?.languages.required ?? ['en']),
    ...kept.plan.languages,
    ...draft.texts.map(({ language }) => language),
  ];
  return {
    title: draft.title,
    subject: draft.subject,
    background: draft.background,
    texts: [...new Set(asked)].map((language) => ({
      language,
      body: draft.texts.find((text) => text.language === language)?.body ?? '',
    })),
    documents: draft.documents.map(({ title, language, url, sha256, file }) => ({
      title,
      language,
      url: url ?? '',
      sha256: sha256 ?? '',
      file: file && sha256 !== null ? { ...file, sha256 } : null,
    })),
    languageWaiver: kept.plan.languageWaiver,
  };
}

/** @returns what is wrong with the fields, in the reader's language */
export function textFaults(fields: TextFields, rules: RuleSet | null, { t }: Words): Fault[] {
  const authoritative = rules?.languages.authoritative ?? 'en';
  const decides = fields.texts.find(({ language }) => language === authoritative)?.body;
  const lacks = (field: 'title' | 'subject'): Fault[] =>
    fields[field] === '' ? [{ field, text: t(`launch.fault.${field}`) }] : [];
  const tooLong = (field: string, text: string, most: number): Fault[] =>
    text.length > most ? [{ field, text: t('launch.fault.tooLong', { most }) }] : [];
  return [
    ...lacks('title'),
    ...lacks('subject'),
    ...tooLong('title', fields.title, 500),
    ...tooLong('subject', fields.subject, 500),
    ...tooLong('background', fields.background, 20_000),
    ...(decides ? [] : [{ field: `body-${authoritative}`, text: t('launch.fault.decidingText') }]),
    ...fields.documents.flatMap((document, index) => documentFaults(document, index, t)),
  ];
}

function documentFaults(document: TypedDocument, index: number, t: Words['t']): Fault[] {
  if (isEmpty(document)) return [];
  const at = (name: string) => `${name}-${index + 1}`;
  const fault = (name: string): Fault => ({ field: at(name), text: t(`launch.fault.${name}`) });
  return [
    ...(document.title === '' ? [fault('docTitle')] : []),
    ...(document.language.length < 2 ? [fault('docLanguage')] : []),
    ...(document.url === '' || /^(https?:\/\/\S+|\/\S*)$/.test(document.url) ? [] : [fault('docUrl')]),
    ...(document.sha256 === '' || /^[0-9a-f]{64}$/.test(document.sha256) ? [] : [fault('docSha256')]),
  ];
}

function isEmpty({ title, url, sha256, file }: TypedDocument): boolean {
  return title === '' && url === '' && sha256 === '' && file === null;
}

/** @returns why files were not kept, each at its field */
export function unkeptFaults(
  unkept: readonly UnkeptFile[],
  limit: number,
  { t }: Words,
  locale: string,
): Fault[] {
  return unkept.map(({ field, name, why }) => ({
    field,
    text: t(`launch.fault.file.${why}`, { name, limit: fileSize(limit, locale) }),
  }));
}

/** @returns what the step changes in the draft and in the plan. A language without a text stays asked for. */
export function changesOf(fields: TextFields, { kept, rules }: DraftVisit) {
  const required = rules?.languages.required ?? ['en'];
  const { title, subject, background, languageWaiver } = fields;
  return {
    amendment: {
      title,
      subject,
      background,
      texts: fields.texts.filter(({ body }) => body !== ''),
      documents: fields.documents
        .filter((document) => !isEmpty(document))
        .map((document) => ({
          title: document.title,
          language: document.language,
          url: document.url || null,
          sha256: document.sha256 || null,
          ...(document.file ? { file: { name: document.file.name, size: document.file.size } } : {}),
        })),
    },
    plan: {
      ...kept.plan,
      languages: fields.texts.map(({ language }) => language).filter((one) => !required.includes(one)),
      languageWaiver,
    },
  };
}

/** @returns what the page shows */
export function textPage(fields: TextFields, { draft, rules }: DraftVisit, words: Words, locale: string) {
  const { t } = words;
  const { authoritative = 'en', required = ['en'] } = rules?.languages ?? {};
  const name = (language: string): string => languageName(language, locale);
  return {
    typed: fields,
    texts: fields.texts.map(({ language, body }) => ({
      language,
      body,
      name: name(language),
      decides: language === authoritative,
      canDrop: !required.includes(language),
      status: statusOf(language, body, { authoritative, required }, t),
      isMissing: body === '',
    })),
    documents: [
      ...fields.documents
        .filter((document) => !isEmpty(document))
        .map((document) => ({
          ...document,
          size: document.file && fileSize(document.file.size, locale),
        })),
      ...Array.from({ length: SPARE_ROWS }, () => ({
        title: '',
        language: authoritative,
        url: '',
        sha256: '',
        file: null,
      })),
    ],
    canAdd: OFFERED.filter((language) => !fields.texts.some((text) => text.language === language)).map(
      (language) => ({ value: language, text: name(language) }),
    ),
    documentLanguages: [...new Set([...OFFERED, ...fields.texts.map(({ language }) => language)])].map(
      (value) => ({
        value,
        text: name(value),
      }),
    ),
    missing: fields.texts.filter(({ body }) => body === '').map(({ language }) => name(language)),
    textHash: draft.textHash,
  };
}

function statusOf(
  language: string,
  body: string,
  { authoritative, required }: { readonly authoritative: string; readonly required: readonly string[] },
  t: Words['t'],
): string {
  if (language === authoritative) return t('launch.text.decides');
  if (body === '')
    return t(required.includes(language) ? 'launch.text.requiredMissing' : 'launch.text.askedMissing');
  return t(required.includes(language) ? 'launch.text.required' : 'launch.text.added');
}

/** @returns the language's name in the reader's language; the tag itself where it has none */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // a draft by REST may name its languages as it likes
  }
}
