/** Forms of answers: given signed in, withdrawn, disowned, registered from a letter, confirmed, ruled on. */
import { choicesOf } from '../../../modules/ballots/index.js';
import type { FormAsked, FormMaker } from './act-form.js';
import type { Option } from './fields.js';
import { type ActName, inStatus, ownLive } from './open-acts.js';
import { partyOptions } from './party-options.js';
import { zonesOf } from './window.forms.js';

type Position = ReturnType<typeof inStatus>[number];

export const answerForms: Partial<Record<ActName, FormMaker>> = {
  'record-position': ({ make, words, read, person }) => [
    make('choice', 'kind', { options: kinds(read, words, isObserver(read, person)) }),
    make('line', 'paragraph', { optional: true }),
    make('prose', 'reason', { optional: true }),
    make('prose', 'resolution', { optional: true }),
    make('day', 'until', { optional: true }),
    make('prose', 'statement', { optional: true }),
    make('hidden', 'contactId', { initial: person.contactId }),
    make('hidden', 'channel', { initial: 'api' }),
    make('hidden', 'textHash', { initial: read.view.textHash }),
  ],
  'withdraw-position': (asked) => [
    which(asked, ownLive({ ...asked.read, person: asked.person })),
    asked.make('prose', 'reason', { optional: true }),
  ],
  acknowledge: ({ make, person }) => [make('hidden', 'contactId', { initial: person.contactId })],
  'disown-position': (asked) => [
    which(asked, ownLive({ ...asked.read, person: asked.person })),
    asked.make('hidden', 'contactId', { initial: asked.person.contactId }),
  ],
  'register-offline-position': (asked) => [
    asked.make('select', 'party', {
      options: partyOptions(asked.read, true),
      initial: asked.asked['party'] ?? '',
    }),
    asked.make('choice', 'kind', { options: kinds(asked.read, asked.words, false) }),
    asked.make('line', 'paragraph', { optional: true }),
    asked.make('prose', 'reason', { optional: true }),
    asked.make('prose', 'resolution', { optional: true }),
    asked.make('day', 'until', { optional: true }),
    asked.make('prose', 'statement', { optional: true }),
    asked.make('moment', 'receivedAt', {
      asInstant: true,
      options: zonesOf(asked).toReversed(),
      initial: { 'receivedAt-zone': asked.person.zone },
    }),
    asked.make('prose', 'evidence'),
  ],
  'confirm-offline-position': (asked) => [which(asked, waiting(asked, 'pending-confirmation'))],
  'reject-offline-position': (asked) => [
    which(asked, waiting(asked, 'pending-confirmation')),
    asked.make('prose', 'reason'),
  ],
  'rule-on-late-reply': (asked) => [
    which(asked, waiting(asked, 'quarantined')),
    asked.make('yes-no', 'admit'),
    asked.make('prose', 'reason'),
  ],
  'resolve-conflict': (asked) => [
    asked.make('select', 'party', {
      options: partyOptions(asked.read, false).filter(({ value }) =>
        waiting(asked, 'conflicting').some(({ party }) => party === value),
      ),
      initial: asked.asked['party'] ?? '',
    }),
    which(asked, waiting(asked, 'conflicting')),
    asked.make('prose', 'reason'),
  ],
};

/** The answers that the frozen rules open, with what each does under them: the words of the ballot, without the code of its mail. */
function kinds(
  { view: { rules } }: FormAsked['read'],
  words: FormAsked['words'],
  isObserver: boolean,
): readonly Option[] {
  if (!rules) return [];
  return choicesOf({ rules, isObserver }, words).map(({ kind, label, effect, needsReason }) => ({
    value: kind,
    text: label,
    hint: [effect, ...(needsReason ? [words.t('ballots.reasonRequired')] : [])].join(' '),
  }));
}

function isObserver({ view }: FormAsked['read'], person: FormAsked['person']): boolean {
  return !view.electorate.some(({ code }) => code === person.party);
}

function waiting({ read, person }: FormAsked, status: Position['status']): readonly Position[] {
  return inStatus({ ...read, person }, status);
}

/** The answers that the act can be about, told apart by who, what and when; the one that the link names is chosen. */
function which({ make, words, read, asked }: FormAsked, positions: readonly Position[]) {
  const names = new Map(
    [...read.view.electorate, ...read.view.observers].map(({ code, name }) => [code, name]),
  );
  const options = positions.map(({ id, party, kind, receivedAt, offline }) => ({
    value: id,
    text: `${names.get(party) ?? party}: ${words.t(`procedures.kind.${kind}`)}, ${words.phraseText(receivedAt)}`,
    ...(offline ? { hint: offline.evidence } : {}),
  }));
  const [only] = options;
  return make('choice', 'positionId', {
    options,
    initial: asked['positionId'] ?? (options.length === 1 ? (only?.value ?? '') : ''),
  });
}
