/** Forms of mail, calls and contacts: addresses that fail, contacts reached or replaced, notices of an office handed over. */
import type { FormAsked, FormMaker } from './act-form.js';
import { optionsOf } from './field-builder.js';
import type { Option } from './fields.js';
import type { ActName } from './open-acts.js';
import { contactOptions, partyOptions } from './party-options.js';

export const deliveryForms: Partial<Record<ActName, FormMaker>> = {
  'record-undeliverable': (asked) => [
    ...whose(asked),
    asked.make('select', 'mailId', { options: mailOptions(asked) }),
    asked.make('prose', 'diagnostic'),
  ],
  'record-delivered': (asked) => [...whose(asked), asked.make('prose', 'evidence')],
  'replace-contact': (asked) => [...whose(asked), ...contact(asked, '1')],
  'log-contact': (asked) => [
    asked.make('select', 'party', {
      options: partyOptions(asked.read, false),
      initial: asked.asked['party'] ?? '',
    }),
    asked.make('choice', 'channel', {
      options: optionsOf('procedures.callChannel', ['call', 'note-verbale'], asked.words),
    }),
    asked.make('day', 'on'),
    asked.make('line', 'with'),
    asked.make('choice', 'result', {
      options: optionsOf('procedures.callResult', ['reached', 'not-reached'], asked.words),
    }),
    asked.make('prose', 'text'),
  ],
  'hand-over-office': (asked) => [
    asked.make('choice', 'role', {
      options: optionsOf('procedures.office', ['chair', 'secretariat'], asked.words),
    }),
    asked.make('line', 'party'),
    ...contact(asked, '1'),
  ],
};

/** To whom, what and when: mails to a party that the link names, else of everybody, newest first. */
function mailOptions({ read, asked, words }: FormAsked): readonly Option[] {
  return read.sent
    .filter(({ party }) => asked['party'] === undefined || party === asked['party'])
    .map(({ id, name, template, sentAt, createdAt }) => ({
      value: id,
      text: `${name}: ${words.t(`procedures.mail.${template}`)}, ${words.phraseText(sentAt ?? createdAt)}`,
    }));
}

/** The link from the table names the party, so that only its contacts are to choose from. */
function whose({ make, read, asked }: FormAsked) {
  const party = asked['party'];
  return [
    make('select', 'party', { options: partyOptions(read, true), initial: party ?? '' }),
    make('select', 'contactId', { options: contactOptions(read.delegations, party) }),
  ];
}

function contact({ make, words }: FormAsked, rank: string) {
  const languages = optionsOf('procedures.languageName', ['en', 'fr', 'es', 'pt', 'ru', 'ar', 'zh'], words);
  return [
    make('line', 'contact.id'),
    make('line', 'contact.name'),
    make('line', 'contact.email'),
    make('list', 'contact.languages', { initial: languages[0]?.value ?? 'en' }),
    make('line', 'contact.zone', { initial: 'UTC' }),
    make('number', 'contact.rank', { initial: rank }),
  ];
}
