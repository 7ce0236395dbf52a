/** Forms of the outcome: declared, registered, confirmed, contested, ruled on, annulled. */
import type { FormAsked, FormMaker } from './act-form.js';
import { optionsOf } from './field-builder.js';
import type { ActName } from './open-acts.js';
import { partyOptions } from './party-options.js';
import { dayIn, zonesOf } from './window.forms.js';

const OUTCOMES = ['adopted', 'not-adopted'];
const GROUNDS = ['procedure', 'authority', 'substance', 'unreceived-objection'];

export const outcomeForms: Partial<Record<ActName, FormMaker>> = {
  declare: (asked) => [
    asked.make('hidden', 'outcome', { initial: asked.read.view.outcome ?? 'not-adopted' }),
    asked.make('prose', 'statement'),
    ...dates(asked, asked.read.view.outcome === 'adopted'),
  ],
  'register-declaration': (asked) => [
    asked.make('line', 'by'),
    asked.make('select', 'party', { options: partyOptions(asked.read, true) }),
    asked.make('moment', 'at', {
      asInstant: true,
      options: zonesOf(asked),
      initial: { 'at-zone': asked.person.zone },
    }),
    asked.make('choice', 'outcome', { options: optionsOf('procedures.outcome', OUTCOMES, asked.words) }),
    asked.make('prose', 'statement'),
  ],
  'confirm-declaration': (asked) => [
    asked.make('prose', 'statement'),
    ...dates(asked, asked.read.view.declarations.at(-1)?.outcome === 'adopted'),
  ],
  contest: ({ make, words, read, person }) => [
    ...(person.roles.includes('secretariat')
      ? [make('select', 'party', { options: partyOptions(read, false) })]
      : [make('hidden', 'party', { initial: person.party })]),
    make('choice', 'ground', { options: optionsOf('procedures.ground', GROUNDS, words) }),
    make('prose', 'statement'),
  ],
  'rule-on-contest': ({ make, words, read }) => [
    contestChoice({ make, read, words }),
    make('yes-no', 'upheld'),
    make('prose', 'reason'),
    make('choice', 'then', {
      options: optionsOf('procedures.then', ['awaiting-declaration', 'not-adopted'], words),
      initial: 'awaiting-declaration',
    }),
  ],
  annul: ({ make }) => [make('prose', 'reason')],
};

/** Only where the rules leave the dates to whoever declares. */
function dates(asked: FormAsked, isAdopted: boolean) {
  const { rules, round } = asked.read.view;
  const { make, person } = asked;
  const options = zonesOf(asked);
  const zone = rules?.window.zone ?? person.zone;
  const end = round?.closed?.at ?? round?.deadline.at;
  const effective = isAdopted && rules?.effect.takesEffect === 'on-stated-date';
  const published = rules?.publication.when === 'on-stated-date';
  return [
    ...(effective
      ? [
          make('moment', 'effectiveAt', {
            optional: true,
            asInstant: true,
            options,
            initial: end ? dayIn('effectiveAt', end, zone, '00:00') : {},
          }),
        ]
      : []),
    ...(published
      ? [
          make('moment', 'publishedAt', {
            optional: true,
            asInstant: true,
            options,
            initial: { 'publishedAt-zone': zone, 'publishedAt-time': '12:00' },
          }),
        ]
      : []),
  ];
}

function contestChoice({ make, read, words }: Pick<FormAsked, 'make' | 'read' | 'words'>) {
  const names = new Map(read.view.electorate.map(({ code, name }) => [code, name]));
  const open = read.view.contests.filter(({ ruling }) => ruling === null);
  const options = open.map(({ id, party, ground, statement }) => ({
    value: id,
    text: `${names.get(party) ?? party}: ${words.t(`procedures.ground.${ground}`)}`,
    hint: statement,
  }));
  return make('choice', 'contestId', { options, initial: open.length === 1 ? (open[0]?.id ?? '') : '' });
}
