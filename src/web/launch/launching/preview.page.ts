/** Step 5: the launch mail as each recipient reads it, those first for whom it is hardest. */
import { z } from 'zod';
import { isZone } from '../../../kernel/business-calendar.js';
import { isNight } from '../../../kernel/window-days.js';
import type { BallotSample } from '../../../modules/ballots/index.js';
import type { CalledParty, LaunchMails, PlayedLaunch } from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';
import { typed } from '../form.js';
import { languageName } from '../steps/text.page.js';

export const previewQuerySchema = z.object({ to: typed });
export type PreviewQuery = z.output<typeof previewQuerySchema>;
export const dryRunSchema = z.object({ nonce: typed, to: typed });
export type DryRunForm = z.output<typeof dryRunSchema>;

type LaunchMail = PlayedLaunch['mails'][number];

/** A recipient of the launch mail. */
export interface PreviewRecipient {
  readonly id: string;
  readonly name: string;
  readonly party: string;
  /** language that the mail is written in */
  readonly language: string;
  /** why the mail is harder to use for this recipient; empty for most */
  readonly hardships: readonly string[];
  readonly mail: LaunchMail;
}

/**
 * @param played a launch that was not refused
 * @param called the roll, for who is away
 * @param languageOf the language a mail is written in
 * @returns the recipients, the worst placed first, observers last
 */
export function recipientsOf(
  { opened, mails }: PlayedLaunch,
  called: readonly CalledParty[],
  languageOf: LaunchMails['languageOf'],
  { t, partyName }: Pick<Words, 't' | 'partyName'>,
): readonly PreviewRecipient[] {
  const endsAt = opened?.context.round?.deadline.at;
  const states = new Map(
    called.flatMap(({ contacts }) => contacts.map(({ id, state }) => [id, state] as const)),
  );
  const names = new Map(
    called.map(({ code, name, contacts }) => [code, { name, alone: contacts.length === 1 }]),
  );
  const texts = opened?.context.texts.map(({ language }) => language) ?? [];
  const recipients = mails.map((mail) => {
    const { contact, party } = mail.to;
    const state = states.get(contact.id);
    const own = contact.languages[0] ?? 'en';
    return {
      id: contact.id,
      name: contact.name,
      party: partyName(party, names.get(party)?.name ?? party),
      language: languageOf(mail),
      mail,
      hardships: [
        ...(state === 'bounced' ? [t('launch.hardship.bounced')] : []),
        ...(state === 'away' ? [t('launch.hardship.away')] : []),
        ...(texts.includes(own) ? [] : [t('launch.hardship.language')]),
        ...(endsAt && isZone(contact.zone) && isNight(endsAt, contact.zone)
          ? [t('launch.hardship.night')]
          : []),
        ...(names.get(party)?.alone ? [t('launch.hardship.alone')] : []),
      ],
    };
  });
  const weight = ({ id, hardships, mail }: PreviewRecipient): number =>
    hardships.length +
    (states.get(id) === 'bounced' ? 10 : states.get(id) === 'away' ? 5 : 0) -
    (mail.to.role === 'observer' ? 100 : 0); // whose silence has no effect comes last
  return recipients.toSorted((a, b) => weight(b) - weight(a) || a.party.localeCompare(b.party, 'en'));
}

/** @returns the languages the mails are written in, each with how many it goes to and whose mail shows it, the most used first */
export function languagesOf(recipients: readonly PreviewRecipient[], locale: string) {
  const written = [...new Set(recipients.map(({ language }) => language))];
  return written
    .map((language) => {
      const group = recipients.filter((one) => one.language === language);
      return {
        language,
        name: languageName(language, locale),
        count: group.length,
        to: group[0]?.id ?? '',
      };
    })
    .toSorted((a, b) => b.count - a.count);
}

/** @returns the ballot that the recipient will find at the opening of the window */
export function sampleOf(
  { file, context }: NonNullable<PlayedLaunch['opened']>,
  { id, mail }: PreviewRecipient,
): BallotSample {
  return {
    file,
    party: mail.to.party,
    contactId: id,
    now: context.round?.opensAt ?? context.asOf,
  };
}
