import { describe, expect, it } from '@jest/globals';
import { BALLOT, type Asked, lastAsked, written } from '../../../test/support/procedure-mails.js';
import { type Drive } from '../../../test/support/drive.js';
import {
  HASH,
  aProcedure,
  answers,
  chair,
  colleague,
  delegate,
  secretary,
  support,
} from '../../../test/support/written-procedure.js';

const small = (rules = {}): Drive => aProcedure({ members: 3, rules });
const flat = (mail: Asked, reader = {}): string => written(mail, reader).text.replaceAll('\n', ' ');

describe('the receipt', () => {
  const given = (): Drive =>
    answers(small(), 'M2', 'objection', { at: '2026-07-05T12:34:56.789Z', id: 'r-42/1' });
  const receipt = (drive: Drive, to = 'M2-head'): Asked => lastAsked(drive, 'receipt', to);

  it('has the instant to the second in UTC and in the reader’s zone, the kind, the text’s hash and the receipt number', () => {
    const { subject, text } = written(receipt(given()), { zone: 'Asia/Kathmandu' });
    expect(subject).toBe('[KP] RECEIPT: WP-1 Admission');
    for (const line of [
      'Answer: Objection',
      'Received: Sunday 5 July 2026, 12:34:56 (UTC)',
      'In your time: Sunday 5 July 2026, 18:19:56 (Asia/Kathmandu)',
      `Fingerprint of the text (SHA-256): ${HASH}`,
      'Receipt number: r-42/1',
      'How: by personal link',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it('says how to change the answer until the deadline, and where to say that it was not theirs', () => {
    const drive = given();
    expect(written(receipt(drive)).html).toContain(
      'The answer can be changed until:<br><time datetime="2026-07-23T00:00:00.000Z">',
    );
    expect(flat(receipt(drive))).toContain(`say so here: ${BALLOT.url}/not-us/r-42%2F1`);
  });

  it('tells colleagues who answered', () => {
    const drive = given();
    expect(flat(receipt(drive))).toContain('You answered for Member M2.');
    expect(flat(receipt(drive, 'M2-deputy'))).toContain('head of M2 answered for Member M2.');
  });

  it('of a late answer says that it does not count yet, and offers no change', () => {
    const mail = receipt(answers(support(small(), 1).timePasses('2026-07-23T00:00:00Z'), 'M2', 'support'));
    expect(flat(mail)).toContain('It is kept for a ruling and counts only if it is admitted.');
    expect(flat(mail)).toContain('The window no longer takes answers.');
    expect(written(mail).html).not.toContain('<time');
  });

  it('of an observer says that it is not counted', () => {
    const drive = small().then(
      'record-position',
      { kind: 'support', contactId: 'OBS-head', channel: 'link', textHash: HASH },
      delegate('OBS', 'observer'),
    );
    expect(flat(receipt(drive, 'OBS-head'))).toContain(
      'It is recorded as the view of an observer and is not counted.',
    );
  });

  it('of an off-line answer says who registered it and what it still needs', () => {
    const drive = small().then(
      'register-offline-position',
      { party: 'M2', kind: 'support', receivedAt: '2026-07-01T12:00:00Z', evidence: 'letter' },
      secretary,
      { id: 'o1' },
    );
    expect(flat(receipt(drive))).toContain('it counts once a second person has confirmed it');
    expect(flat(receipt(drive))).toContain('The Secretariat registered this answer of Member M2');
    expect(flat(receipt(drive.then('confirm-offline-position', { positionId: 'o1' }, colleague)))).toContain(
      'Answer confirmed by a second person: Support',
    );
  });

  it('of a report «not us» brings the mailbox it came from no new link', () => {
    const drive = given().then(
      'disown-position',
      { positionId: 'r-42/1', contactId: 'M2-deputy' },
      delegate('M2'),
    );
    expect(written(receipt(drive)).text).not.toContain('/b/');
    expect(written(receipt(drive, 'M2-deputy')).text).toContain(BALLOT.url);
    expect(flat(receipt(drive))).toContain('Answer reported as not yours: Objection');
  });

  it('is in French for who reads French', () => {
    const { text, subject } = written(receipt(given()), { languages: ['fr'], zone: 'Africa/Kinshasa' });
    expect(subject).toBe('[KP] ACCUSÉ DE RÉCEPTION: WP-1 Admission');
    expect(text).toContain('À votre heure\u00a0: dimanche 5 juillet 2026, 13:34:56 (Africa/Kinshasa)');
  });
});

describe('the mail on an objection', () => {
  const reason = `${'The text is too wide. '.repeat(60)}\n\nSecond ground.`.trim();
  const objection = (drive: Drive): Asked => lastAsked(drive, 'objection', 'chair');

  it('tells the Chair who, what kind, the reason in full, and what the rule does next', () => {
    const mail = objection(answers(small(), 'M2', 'objection', { reason }));
    const { subject, text } = written(mail);
    expect(subject).toBe('[KP] OBJECTION RECORDED: WP-1 Admission');
    expect(text.startsWith('Member M2, Objection: WP-1 Admission\n')).toBe(true);
    expect(text.replaceAll('\n> ', ' ')).toContain('The text is too wide. '.repeat(60).trim());
    expect(text).toContain('> Second ground.');
    expect(flat(mail)).toContain(
      'Objections standing now: 1; one stops the proposal.  The window runs on until its deadline, and objections can be taken back until then.  If enough stand, the Chair opens consultations.',
    );
    expect(text).toContain('https://plenum.example/procedures/00000000-0000-7000-8000-000000000001');
  });

  it('says which paragraph it is about and what would lift it, and neither where neither was said', () => {
    const said = { reason: 'Too soon.', paragraph: 'Paragraph 4', resolution: 'A year more.' };
    expect(flat(objection(answers(small(), 'M2', 'objection', said)))).toMatch(
      /Paragraph of the text.*Paragraph 4.*Reason.*Too soon\..*What would resolve it.*A year more\./,
    );
    const bare = flat(objection(answers(small(), 'M2', 'objection', { reason: 'Too soon.' })));
    expect(bare).not.toMatch(/Paragraph of the text|What would resolve it/);
  });

  it('says when the quota is not reached yet', () => {
    const rules = { objectionQuota: { threshold: { kind: 'count', count: 2 }, source: 'a test' } };
    expect(flat(objection(answers(small(rules), 'M2', 'objection')))).toContain(
      'Objections standing now: 1; 2 would stop the proposal.',
    );
  });

  it('tells of its being taken back', () => {
    const mail = objection(
      answers(small(), 'M2', 'objection').then(
        'withdraw-position',
        { positionId: 'M2-objection' },
        delegate('M2'),
      ),
    );
    expect(written(mail).subject).toBe('[KP] OBJECTION WITHDRAWN: WP-1 Admission');
    expect(flat(mail)).toContain('Objections standing now: 0; one would stop the proposal.');
  });

  it('tells of a request for time, and whether the rules let the Chair grant it', () => {
    const granted = objection(answers(small(), 'M2', 'need-more-time'));
    expect(written(granted).subject).toBe('[KP] MORE TIME ASKED: WP-1 Admission');
    expect(flat(granted)).toContain('the Chair may extend the window.');
    const twice = small().then('extend', { reason: '1' }, chair).then('extend', { reason: '2' }, chair);
    expect(flat(objection(answers(twice, 'M2', 'need-more-time')))).toContain(
      'the rules give no further extension.',
    );
  });
});

describe('the mail on a late reply', () => {
  it('tells the offices what came, when, and who rules on it', () => {
    const drive = answers(support(small(), 1).timePasses('2026-07-23T00:00:00Z'), 'M2', 'objection', {
      at: '2026-07-23T00:00:00Z',
    });
    const mail = lastAsked(drive, 'late-reply', 'secretariat');
    expect(written(mail).text.startsWith('Late reply of Member M2, Objection: WP-1 Admission\n')).toBe(true);
    expect(flat(mail)).toContain(
      'The deadline of the window was Wednesday 22 July 2026, 24:00 UTC (end of the day).',
    );
    expect(flat(mail)).toContain('It is ruled on by the Chair');
    expect(written(mail).text).toContain('> because');
  });
});
