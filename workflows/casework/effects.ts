/** What a case may set off outside itself. One vocabulary for all of them, carried out in one place. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { newItemSchema } from '../plenary-meeting/index.js';
import type { Fact } from '../machine-actions.js';
import type { CaseContext } from './case.context.js';
import { OWN_SIDE } from './ladder.js';

/** Kinds of notices: what they are about decides how they are sent. */
export const NOTICE_KINDS = [
  'opened',
  'news',
  'decision',
  'request',
  'reminder',
  'late',
  'rung',
  'task',
] as const;

/** Whom a notice is addressed to: a code (party, organ, office, `participants`, `observers`, `all`) and, of a party, who there; or one contact by its id. */
export const targetSchema = z.strictObject({
  code: z.string(),
  who: z.enum([...OWN_SIDE, 'this-contact']).default('contacts'),
});
export type Target = z.output<typeof targetSchema>;

export const caseNoticeSchema = z.strictObject({
  kind: z.enum(NOTICE_KINDS),
  reference: z.string(),
  title: z.string(),
  zone: z.string(),
  to: z.array(targetSchema).min(1),
  /** first line: what it is about, and what is asked */
  lead: z.string().min(1),
  paragraphs: z.array(z.string()),
  /** the instant it is about, and what comes then: `Due before` */
  when: z.strictObject({ at: instantSchema, label: z.string() }).nullable(),
  facts: z.array(z.tuple([z.string(), z.string()])),
  /** id of the duty it presses; null for news */
  duty: z.string().nullable(),
  /** it may wait for the day's digest of its recipient */
  digest: z.boolean(),
});
export type CaseNotice = z.output<typeof caseNoticeSchema>;

/** Opens another case. `key` is unique in this one, so that work done twice opens one. */
export const openCaseSchema = z.strictObject({
  workflow: z.string(),
  key: z.string().min(1).max(80),
  payload: z.record(z.string(), z.json()),
});
export type OpenCase = z.output<typeof openCaseSchema>;

/**
 * Opens a case for each of several: of those on the roll at an instant, or of some codes. The application looks them up, since a timer
 * brings no facts. `$party` in the texts of the payload stands for the code of each.
 */
export const openForEachSchema = z.strictObject({
  workflow: z.string(),
  of: z.strictObject({
    kind: z.enum(['participants', 'observers', 'codes']),
    /** of `codes`: these; of the others: only those that are among these too; null: no limit */
    codes: z.array(z.string()).nullable(),
    also: z.array(z.string()),
    except: z.array(z.string()),
  }),
  /** the roll at this instant */
  at: instantSchema,
  /** unique in this case; with the code of each it is the key of what is opened */
  key: z.string().min(1).max(60),
  payload: z.record(z.string(), z.json()),
  /** by code: fields that take the place of the payload's for that one */
  each: z.record(z.string(), z.record(z.string(), z.json())),
  /** command that this case gets once all are opened; null: none. A field `$parties` of its payload stands for the list of codes */
  back: z.strictObject({ command: z.string(), payload: z.record(z.string(), z.json()) }).nullable(),
});
export type OpenForEach = z.output<typeof openForEachSchema>;

/** Gives a command to another case. */
export const tellCaseSchema = z.strictObject({
  workflow: z.string(),
  reference: z.string(),
  key: z.string().min(1).max(80),
  command: z.string(),
  payload: z.record(z.string(), z.json()),
});
export type TellCase = z.output<typeof tellCaseSchema>;

const party = z.string();
const from = { at: instantSchema, source: z.string() };
/** Writes what was decided into the registry. */
export const registryActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('register-applicant'), party, name: z.string().nullable(), ...from }),
  z.strictObject({
    act: z.literal('admit'),
    party,
    as: z.enum(['participant', 'observer']),
    category: z.string().nullable(),
    name: z.string().nullable(),
    ...from,
  }),
  z.strictObject({ act: z.literal('end-membership'), party, ...from }),
  z.strictObject({
    act: z.literal('seat'),
    organ: z.string(),
    party,
    capacity: z.enum(['member', 'permanent-observer', 'observer']),
    ...from,
  }),
  z.strictObject({
    act: z.literal('trade-status'),
    party,
    status: z.enum(['eligible', 'partly', 'suspended', 'self-suspended', 'embargoed', 'may-not-trade']),
    note: z.string(),
    ...from,
  }),
]);
export type RegistryAct = z.output<typeof registryActSchema>;

/** Asks that a matter is put onto the agenda of the next Plenary; the case keeps the item until it is taken up. */
export const plenaryItemSchema = z.strictObject({ item: newItemSchema, words: z.string() });

/** Every effect of a case, by its topic. */
export const CASE_EFFECTS = {
  'case-notice': caseNoticeSchema,
  'open-case': openCaseSchema,
  'open-for-each': openForEachSchema,
  'tell-case': tellCaseSchema,
  'registry-act': registryActSchema,
  'put-before-plenary': plenaryItemSchema,
} as const;
/** Those that write in Plenum's own records: carried out for imported histories too. */
export const INWARD_EFFECTS = ['open-case', 'open-for-each', 'tell-case', 'registry-act'] as const;

/** An action of a machine that asks for an effect, or records a fact. */
export type Outgoing =
  | { readonly type: 'case-notice'; readonly params: CaseNotice }
  | { readonly type: 'open-case'; readonly params: OpenCase }
  | { readonly type: 'open-for-each'; readonly params: OpenForEach }
  | { readonly type: 'tell-case'; readonly params: TellCase }
  | { readonly type: 'registry-act'; readonly params: RegistryAct }
  | { readonly type: 'put-before-plenary'; readonly params: z.output<typeof plenaryItemSchema> }
  | { readonly type: 'record'; readonly params: Fact };

/** What a notice says beyond what the case says of itself. */
export type NoticeWords = Pick<CaseNotice, 'kind' | 'lead'> &
  Partial<Pick<CaseNotice, 'paragraphs' | 'when' | 'facts' | 'duty' | 'digest'>>;

/**
 * @param context whose reference, title and zone it bears
 * @param to codes, or codes with who there
 * @param words what it says, in English
 * @returns the notice as an action; none when it is addressed to nobody
 */
export function notify(
  { reference, title, zone }: Pick<CaseContext, 'reference' | 'title' | 'zone'>,
  to: readonly (string | Target)[],
  words: NoticeWords,
): readonly Outgoing[] {
  if (to.length === 0) return [];
  const targets = to.map((one) => (typeof one === 'string' ? { code: one, who: 'contacts' as const } : one));
  const empty = { paragraphs: [], when: null, facts: [], duty: null, digest: false };
  return [{ type: 'case-notice', params: { ...empty, reference, title, zone, to: targets, ...words } }];
}
