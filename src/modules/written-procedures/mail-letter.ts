/** What all mails of a written procedure have in common: the reader, the procedure, the subject line, contact and footer. */
import { DomainError } from '../../kernel/domain-error.js';
import { oneLine } from '../../platform/mail/index.js';
import {
  type Frozen,
  type FrozenContact,
  type ProcedureContext,
  type Round,
  findMember,
  findObserver,
  partyName as frozenName,
  procedureContextSchema,
} from '../../../workflows/written-procedure/index.js';
import { type MailFacts, type MailReader, readerOf } from '../notifications/index.js';

/** A mail being written: what it is about and for whom. `round` is the round of the mail, which may be an earlier one by now. */
export interface Letter extends MailReader {
  readonly mail: MailFacts;
  readonly context: ProcedureContext;
  readonly frozen: Frozen;
  readonly rules: Frozen['rules'];
  readonly round: Round;
  /** `KP` */
  readonly shortName: string;
  readonly isMember: boolean;
}

/**
 * @param mail the mail's facts, with the case as it stands now
 * @returns what every renderer needs
 * @throws ZodError when the case is no written procedure
 * @throws DomainError `mail.not-launched` for a draft, which no mail is about
 */
export function letterOf(mail: MailFacts): Letter {
  const context = procedureContextSchema.parse(mail.file?.context);
  const { frozen, round: present } = context;
  if (!frozen || !present)
    throw new DomainError(
      'mail.not-launched',
      'conflict',
      'A draft has no mails. Launch the procedure first.',
    );
  const round = context.earlierRounds.find(({ number }) => number === mail.round) ?? present;
  return {
    ...readerOf(mail),
    mail,
    context,
    frozen,
    rules: frozen.rules,
    round,
    shortName: shortNameOf(frozen.rules.body),
    isMember: mail.to.role === 'participant',
  };
}

/**
 * The short name of a body: the initials of its capitalised words; what stands in brackets is left out.
 *
 * @param body `Kimberley Process`
 * @returns `KP`; a name of one word, or without capitals, is cut to 12 characters
 */
export function shortNameOf(body: string): string {
  const name = oneLine(body).replace(/[[\]]/g, ' ').trim();
  const capitalised = name
    .replace(/\([^)]*\)/g, ' ')
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word));
  if (capitalised.length < 2) return [...(capitalised[0] ?? name)].slice(0, 12).join('');
  return capitalised.map((word) => [...word][0] ?? '').join('');
}

/** @returns reference and title on one line */
export function subjectMatter({ context }: Pick<Letter, 'context'>): string {
  return oneLine(`${oneLine(context.reference)} ${oneLine(context.title)}`);
}

/** @returns the subject line: `[KP] ACTION by 14 Mar 16:00 UTC: WP-1 Admission`, at most 200 characters */
export function subjectLine(letter: Letter, tag: string): string {
  return oneLine(`[${letter.shortName}] ${tag}: ${subjectMatter(letter)}`);
}

/** @returns a member or observer by its name in the reader's language */
export function partyIn({ context, partyName }: Pick<Letter, 'context' | 'partyName'>, code: string): string {
  return partyName(oneLine(frozenName(context, code)), code);
}

/** @returns offices in words, joined: `the Chair or the Secretariat` */
export function officesInWords({ either, say }: MailReader, offices: readonly string[]): string {
  return either(
    offices.map((office) => (OFFICES.has(office) ? say(`written-procedures.office.${office}`) : office)),
  );
}

/** Offices that have a name in every language; whatever else rules name stays as they name it. */
const OFFICES: ReadonlySet<string> = new Set(['chair', 'vice-chair', 'secretariat']);

/** @returns the other contacts of the reader's delegation to whom mail goes; none for the offices */
export function companions({ context, mail }: Letter): readonly FrozenContact[] {
  const { role, party, contact } = mail.to;
  if (role !== 'participant' && role !== 'observer') return [];
  const delegation = findMember(context, party) ?? findObserver(context, party);
  return (delegation?.contacts ?? []).filter((one) => one.id !== contact.id && one.unreachableSince === null);
}

/** @returns address of the procedure's page, where the reader signs in */
export function procedurePage({ mail, context }: Letter): string {
  return `${mail.publicUrl}/procedures/${context.caseId}`;
}
