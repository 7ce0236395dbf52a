/** The first page: what kind of decision it is, and with which words it begins. */
import { z } from 'zod';
import {
  BLANK_DRAFT,
  PROCEDURE_TEMPLATES,
  type ProcedureTemplate,
  findTemplate,
} from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';
import { typed } from '../form.js';
import { ruleFormSchema } from './rule.page.js';

export const startQuerySchema = z.object({ template: typed, from: typed });
export type StartQuery = z.output<typeof startQuerySchema>;
export const startFormSchema = ruleFormSchema.extend({ template: typed, from: typed });
export type StartForm = z.output<typeof startFormSchema>;

/** A blank draft is chosen by this name. */
export const BLANK = 'blank';

/** Another procedure whose text is to be taken over. */
export interface EarlierText {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly subject: string;
  readonly background: string;
  readonly texts: readonly { readonly language: string; readonly body: string }[];
  readonly documents: readonly object[];
  readonly memberConcerned: string | null;
}

/** @returns the kinds to choose from, with where such decisions were taken in writing */
export function kindsPage({ t }: Words) {
  const kinds = [
    ...PROCEDURE_TEMPLATES.map(({ id, source }) => ({ id, source })),
    { id: BLANK, source: null },
  ];
  return kinds.map(({ id, source }) => ({
    href: `/procedures/new?template=${id}`,
    text: t(`launch.template.${id}`),
    hint: t(`launch.templateHint.${id}`),
    source,
  }));
}

/** @returns whether the name is one of the kinds to choose from */
export function isKind(name: string): boolean {
  return name === BLANK || findTemplate(name) !== null;
}

/**
 * @param template the suggestion; null: a blank draft
 * @param earlier another procedure whose words are taken instead
 * @param fields reference and the member concerned
 * @param language the authoritative language of the rules, which suggestions are put into
 * @returns the payload of the command `draft`
 */
export function draftPayload(
  template: ProcedureTemplate | null,
  earlier: EarlierText | null,
  fields: Pick<StartForm, 'reference' | 'memberConcerned'>,
  language: string,
) {
  const { title, subject, text, background } = template ?? BLANK_DRAFT;
  const memberConcerned = fields.memberConcerned || null;
  const suggested = { title, subject, background, texts: [{ language, body: text }] };
  if (!earlier) return { reference: fields.reference, memberConcerned, ...suggested };
  return {
    reference: fields.reference,
    memberConcerned,
    title: earlier.title,
    subject: earlier.subject,
    background: earlier.background,
    texts: earlier.texts,
    documents: earlier.documents,
  };
}
