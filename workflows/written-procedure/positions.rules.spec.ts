import { describe, expect, it } from '@jest/globals';
import type { Drive } from '../../test/support/drive.js';
import {
  FOREIGN_HASH,
  HASH,
  aProcedure,
  answer,
  answers,
  chair,
  colleague,
  delegate,
  lastMails,
  memory,
  secretary,
  support,
  without,
} from '../../test/support/written-procedure.js';
import { effectivePosition, tally } from './written-procedure.rules.js';

const statuses = (drive: Drive): readonly string[] =>
  memory(drive).positions.map((position) => `${position.id} ${position.status}`);
const offline = (party: string, kind: string, receivedAt: string) => ({
  party,
  kind,
  reason: 'because',
  receivedAt,
  evidence: 'note verbale 12/2026',
});
const CLOSED = '2026-07-23T00:00:00Z';

describe('an answer', () => {
  it('counts, is receipted to the whole delegation, and replaces the one before', () => {
    const drive = answers(aProcedure(), 'M2', 'objection');
    expect(lastMails(drive)).toEqual(['receipt M2-head', 'receipt M2-deputy', 'objection chair-contact']);
    answers(drive, 'M2', 'support', { at: '2026-07-02T09:00:00Z' });
    expect(lastMails(drive)).toEqual(['receipt M2-head', 'receipt M2-deputy']);
    expect(statuses(drive)).toEqual(['M2-objection superseded', 'M2-support counted']);
    expect(tally(memory(drive))).toMatchObject({ answered: 1, affirmative: 1, blocking: [] });
  });

  it('that asks for time or challenges the procedure is brought to the Chair', () => {
    expect(lastMails(answers(aProcedure(), 'M2', 'need-more-time'))).toContain('objection chair-contact');
    expect(lastMails(answers(aProcedure(), 'M2', 'procedural-challenge'))).toContain(
      'objection chair-contact',
    );
  });

  it('of an observer is recorded and never counted', () => {
    const drive = aProcedure().then(
      'record-position',
      answer('OBS', 'objection'),
      delegate('OBS', 'observer'),
      { id: 'obs' },
    );
    expect(statuses(drive)).toEqual(['obs observer']);
    expect(tally(memory(drive))).toMatchObject({ answered: 0, blocking: [], finding: 'insufficient' });
    expect(lastMails(drive)).toEqual(['receipt OBS-head', 'receipt OBS-deputy']);
  });

  describe('refuses', () => {
    it.each([
      [
        'a member that was not on the roll at launch',
        answer('NEW', 'support'),
        'NEW',
        'position.not-in-electorate',
      ],
      [
        'a contact the delegation does not have',
        answer('M2', 'support', { contactId: 'stranger' }),
        'M2',
        'position.unknown-contact',
      ],
      [
        'another text than the one put',
        answer('M2', 'support', { textHash: FOREIGN_HASH }),
        'M2',
        'position.other-text',
      ],
      ['a kind the rules do not open', answer('M2', 'amendment'), 'M2', 'position.kind-not-open'],
    ])('record-position if it comes with %s', (_why, payload, party, code) => {
      expect(aProcedure().refusal('record-position', payload, delegate(party)).code).toBe(code);
    });

    it('record-position if an objection has no reason, and says which field to fill', () => {
      expect(
        aProcedure().refusal('record-position', without(answer('M2', 'objection'), 'reason'), delegate('M2')),
      ).toEqual({
        code: 'position.reason-missing',
        message: '«objection» needs a reason. Say why, in your own words.',
        field: 'reason',
      });
    });

    it('record-position if the sender holds no role that answers', () => {
      expect(aProcedure().refusal('record-position', answer('M2', 'support'), secretary).code).toBe(
        'procedure.not-your-role',
      );
    });
  });
});

describe('an answer withdrawn', () => {
  it('leaves the member without one; what it replaced does not come back', () => {
    const drive = answers(answers(aProcedure(), 'M2', 'support'), 'M2', 'objection');
    drive.then('withdraw-position', { positionId: 'M2-objection' }, delegate('M2'));
    expect(statuses(drive)).toEqual(['M2-support superseded', 'M2-objection withdrawn']);
    expect(lastMails(drive)).toContain('objection chair-contact');
    answers(drive, 'M2', 'abstain');
    expect(effectivePosition(memory(drive), 'M2')?.kind).toBe('abstain');
  });

  it.each([
    ['that belongs to another delegation', 'M2-support', 'M3', 'position.of-another'],
    ['that does not exist', 'nothing', 'M2', 'position.unknown'],
  ])('refuses > withdraw-position > for one %s', (_what, positionId, party, code) => {
    expect(
      answers(aProcedure(), 'M2', 'support').refusal('withdraw-position', { positionId }, delegate(party))
        .code,
    ).toBe(code);
  });

  it('refuses > withdraw-position > after the window, unless it stood in the way', () => {
    const drive = answers(answers(aProcedure(), 'M2', 'support'), 'M3', 'objection').timePasses(CLOSED);
    expect(drive.refusal('withdraw-position', { positionId: 'M2-support' }, delegate('M2')).code).toBe(
      'position.window-closed',
    );
    drive.then('withdraw-position', { positionId: 'M3-objection', reason: 'satisfied' }, delegate('M3'));
    expect(tally(memory(drive)).blocking).toEqual([]);
  });
});

describe('an answer disowned', () => {
  it('never counted: the one before it stands again', () => {
    const drive = answers(answers(aProcedure(), 'M2', 'support'), 'M2', 'objection', { post: 'deputy' });
    drive.then('disown-position', { positionId: 'M2-support', contactId: 'M2-deputy' }, delegate('M2'));
    expect(statuses(drive)).toEqual(['M2-support rejected', 'M2-objection counted']);
  });
});

describe('two contacts of one delegation', () => {
  const disagree = (prevails: string): Drive => {
    const drive = aProcedure({ rules: { conflict: { prevails, source: 'assumed' } } });
    answers(drive, 'M2', 'support', { at: '2026-07-02T09:00:00Z' });
    return answers(drive, 'M2', 'objection', { at: '2026-07-03T09:00:00Z', post: 'deputy' });
  };

  it.each([
    ['latest', 'objection'],
    ['highest-rank', 'support'],
    ['none-until-resolved', undefined],
  ])('in conflict under «%s»: %s counts', (prevails, kind) => {
    expect(effectivePosition(memory(disagree(prevails)), 'M2')?.kind).toBe(kind);
  });

  it('that nobody prevails over wait, shown as such, until the Secretariat records which stands', () => {
    const drive = disagree('none-until-resolved');
    expect(statuses(drive)).toEqual(['M2-support conflicting', 'M2-objection conflicting']);
    expect(drive.records).toContainEqual({ type: 'conflict-found', data: { party: 'M2' } });
    expect(drive.described.needed).toContain('the delegation of Member M2 answered in two ways');
    drive.then(
      'resolve-conflict',
      { party: 'M2', positionId: 'M2-objection', reason: 'letter of the head' },
      secretary,
    );
    expect(statuses(drive)).toEqual(['M2-support rejected', 'M2-objection counted']);
  });

  it('that come to agree are no longer in conflict', () => {
    const drive = answers(disagree('none-until-resolved'), 'M2', 'objection', {
      at: '2026-07-04T09:00:00Z',
      id: 'again',
    });
    expect(statuses(drive)).toEqual(['M2-support superseded', 'M2-objection superseded', 'again counted']);
  });
});

describe('an off-line answer', () => {
  const registered = (): Drive =>
    aProcedure().then(
      'register-offline-position',
      offline('M2', 'support', '2026-07-02T10:00:00Z'),
      secretary,
      { at: '2026-07-03T09:00:00Z', id: 'note' },
    );

  it('counts once a second person has confirmed it', () => {
    const drive = registered();
    expect(tally(memory(drive)).answered).toBe(0);
    drive.then('confirm-offline-position', { positionId: 'note' }, colleague);
    expect(effectivePosition(memory(drive), 'M2')).toMatchObject({
      id: 'note',
      receivedAt: '2026-07-02T10:00:00.000Z',
      textHash: HASH,
      offline: { registeredBy: 'secretary', confirmedBy: 'colleague' },
    });
  });

  it('keeps its place by the instant of receipt: a later answer by link stands', () => {
    const drive = aProcedure({ rules: { conflict: { prevails: 'latest', source: 'assumed' } } });
    answers(drive, 'M2', 'objection', { at: '2026-07-02T11:00:00Z' });
    drive.then('register-offline-position', offline('M2', 'support', '2026-07-02T10:00:00Z'), secretary, {
      id: 'note',
    });
    drive.then('confirm-offline-position', { positionId: 'note' }, colleague);
    expect(statuses(drive)).toEqual(['M2-objection counted', 'note superseded']);
  });

  it('can be rejected by a second person, and is then kept without counting', () => {
    expect(
      statuses(
        registered().then('reject-offline-position', { positionId: 'note', reason: 'not theirs' }, colleague),
      ),
    ).toEqual(['note rejected']);
  });

  it('confirmed only after the window waits for a ruling', () => {
    const drive = registered()
      .timePasses(CLOSED)
      .then('confirm-offline-position', { positionId: 'note' }, colleague);
    expect(statuses(drive)).toEqual(['note quarantined']);
    expect(lastMails(drive)).toEqual(
      expect.arrayContaining(['late-reply secretariat-contact', 'late-reply chair-contact']),
    );
  });

  it('that waits for its second person holds up the outcome, by declaration and by rule', () => {
    const declared = registered().timePasses(CLOSED);
    expect(
      support(aProcedure(), 17)
        .timePasses(CLOSED)
        .then('declare', { outcome: 'adopted', statement: 'x' }, chair).state,
    ).toBe('adopted');
    expect(declared.refusal('declare', { outcome: 'not-adopted', statement: 'x' }, chair).message).toContain(
      'note, pending-confirmation',
    );
    const automatic = aProcedure({
      preset: 'eu-comitology',
      members: 3,
      rules: { offlinePositions: { secondPerson: true, source: 'assumed' } },
    });
    automatic.then(
      'register-offline-position',
      offline('M2', 'objection', '2026-07-02T10:00:00Z'),
      secretary,
      { at: '2026-07-03T09:00:00Z', id: 'note' },
    );
    expect(automatic.timePasses('2026-07-16T00:00:00Z').state).toBe('awaiting-declaration.noticed');
  });

  it('counts at once where the rules ask no second person', () => {
    const drive = aProcedure({ rules: { offlinePositions: { secondPerson: false, source: 'assumed' } } });
    drive.then('register-offline-position', offline('M2', 'support', '2026-07-01T12:00:00Z'), secretary, {
      id: 'note',
    });
    expect(statuses(drive)).toEqual(['note counted']);
  });

  describe('refuses', () => {
    it('confirm-offline-position if the registrar confirms', () => {
      expect(registered().refusal('confirm-offline-position', { positionId: 'note' }, secretary).code).toBe(
        'position.second-person-needed',
      );
    });
    it.each([
      ['received before the window opened', '2026-07-01T11:59:59.999Z', 'position.before-opening'],
      ['received in the future', '2026-07-01T12:00:00.001Z', 'procedure.in-the-future'],
    ])('register-offline-position if it was %s', (_why, receivedAt, code) => {
      expect(
        aProcedure().refusal('register-offline-position', offline('M2', 'support', receivedAt), secretary)
          .code,
      ).toBe(code);
    });
  });
});

describe('a late reply', () => {
  it.each([
    ['one millisecond before the deadline', '2026-07-22T23:59:59.999Z', 'counted'],
    ['at the deadline', '2026-07-23T00:00:00.000Z', 'quarantined'],
    ['one millisecond after the deadline', '2026-07-23T00:00:00.001Z', 'quarantined'],
  ])('received %s is %s', (_when, at, status) => {
    const drive = support(aProcedure(), 17);
    answers(drive, 'M20', 'support', { at });
    expect(memory(drive).positions.at(-1)?.status).toBe(status);
  });

  it('is receipted, brought to Chair and Secretariat, and counts once admitted', () => {
    const drive = answers(support(aProcedure(), 16), 'M20', 'support', { at: '2026-07-23T09:00:00Z' });
    expect(lastMails(drive)).toEqual([
      'receipt M20-head',
      'receipt M20-deputy',
      'late-reply chair-contact',
      'late-reply secretariat-contact',
    ]);
    expect(drive.state).toBe('insufficient');
    drive.then(
      'rule-on-late-reply',
      { positionId: 'M20-support', admit: true, reason: 'mail was down' },
      chair,
    );
    expect(tally(memory(drive))).toMatchObject({ affirmative: 17, finding: 'adoptable' });
    expect(drive.state).toBe('awaiting-declaration.noticing');
  });

  it('not admitted is kept and does not count', () => {
    const drive = answers(aProcedure(), 'M20', 'support', { at: '2026-07-23T09:00:00Z' });
    drive.then('rule-on-late-reply', { positionId: 'M20-support', admit: false, reason: 'too late' }, chair);
    expect(memory(drive).positions[0]).toMatchObject({
      status: 'rejected',
      ruling: { by: 'chair', admitted: false, reason: 'too late' },
    });
  });

  it('that an extension makes timely is admitted, and history says so', () => {
    const drive = answers(aProcedure(), 'M20', 'support', { at: '2026-07-23T09:00:00Z' });
    drive.then('extend', { reason: 'few answers' }, chair);
    expect(memory(drive).positions[0]).toMatchObject({
      status: 'counted',
      ruling: { by: 'the rules', admitted: true },
    });
    expect(drive.records).toContainEqual({
      type: 'late-reply-admitted',
      data: { positionId: 'M20-support' },
    });
  });

  it('received in time that comes to light after the close waits for a ruling, and nobody declares over it', () => {
    const drive = support(aProcedure(), 17).timePasses('2026-07-23T00:00:00Z');
    answers(drive, 'M20', 'objection', { at: '2026-07-22T23:59:59.999Z' });
    expect(memory(drive).positions.at(-1)).toMatchObject({
      status: 'quarantined',
      note: expect.stringContaining('before the window closed'),
    });
    expect(lastMails(drive)).toContain('late-reply secretariat-contact');
    expect(drive.refusal('declare', { outcome: 'adopted', statement: 'adopted' }, chair).code).toBe(
      'declaration.receipts-unsettled',
    );
    drive.then(
      'rule-on-late-reply',
      { positionId: 'M20-objection', admit: true, reason: 'received in time' },
      chair,
    );
    expect(drive.refusal('declare', { outcome: 'adopted', statement: 'adopted' }, chair).message).toContain(
      'Member M20 objected',
    );
  });

  it('refuses > record-position > where the rules take no late reply', () => {
    const drive = aProcedure({ preset: 'un-ga-74-544' }).timePasses('2026-07-04T12:00:00Z');
    expect(drive.refusal('record-position', answer('M2', 'objection'), delegate('M2')).code).toBe(
      'position.too-late',
    );
  });

  it('refuses > rule-on-late-reply > by anyone but the office that rules', () => {
    const drive = answers(aProcedure(), 'M20', 'support', { at: '2026-07-23T09:00:00Z' });
    expect(
      drive.refusal('rule-on-late-reply', { positionId: 'M20-support', admit: true, reason: 'x' }, secretary)
        .code,
    ).toBe('procedure.not-your-office');
  });
});
