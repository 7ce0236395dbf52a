import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import { meetingEventReading } from './meeting.history.js';

const AT = '2012-11-27T14:00:00.000Z' as Instant;
const event = (type: string, data: CaseEvent['data'] = {}, commandId: string | null = null): CaseEvent => ({
  seq: 1,
  type,
  data,
  occurredAt: AT,
  recordedAt: AT,
  lateMs: 0,
  actor: { kind: 'person', id: 'SEC-1', name: 'Secretariat' },
  cause: null,
  commandId,
  timerId: null,
  hash: '',
});
const HIDDEN = new Set(['secret']);

describe('an event of a meeting', () => {
  const recorded = event('clauses-recorded', {
    clauses: [
      { id: '1a', item: 'open' },
      { id: '2a', item: 'secret' },
      { id: '3a', item: null },
    ],
  });
  const history = [
    recorded,
    event('sentence-edited', { clauseId: '2a' }, 'edit-1'),
    event('sentence-added', { paragraph: 1 }, 'edit-2'),
    event('clause-amended', { clause: { id: '3a', item: 'secret' } }),
  ];

  it.each<[string, CaseEvent, string]>([
    ['of an open item is whole', event('finding-made', { item: 'open' }), 'whole'],
    ['of a hidden item is not there', event('finding-made', { item: 'secret' }), 'hidden'],
    ['on open and hidden things is bare', recorded, 'bare'],
    ['on open things only is bare as well', event('items-added', { items: [{ id: 'open' }] }), 'bare'],
    ['on hidden things only is not there', event('items-added', { items: [{ id: 'secret' }] }), 'hidden'],
    ['on a clause of a hidden item is not there', event('clause-removed', { clauseId: '2a' }), 'hidden'],
    [
      'on a clause detached from a hidden item',
      event('clause-amended', { clause: { id: '2a', item: null } }),
      'hidden',
    ],
    ['on a clause that was moved to a hidden item', event('clause-removed', { clauseId: '3a' }), 'hidden'],
    [
      'that drops the edit of a hidden sentence is not there',
      event('edit-dropped', { editId: 'edit-1' }),
      'hidden',
    ],
    ['that drops a sentence of its own is bare', event('edit-dropped', { editId: 'edit-2' }), 'bare'],
    ['on the meeting itself is whole', event('attendance-registered', { attendees: [] }), 'whole'],
    ['of a kind not known here is bare', event('merged', { anything: 'secret' }), 'bare'],
  ])('%s', (_, one, reading) => {
    expect(meetingEventReading(history, HIDDEN, true)(one)).toBe(reading);
  });

  it.each(['sentence-added', 'edit-dropped', 'clauses-recorded'])(
    '«%s» is not there for whoever may not read the draft',
    (type) => {
      const clauses = [{ id: '1a', item: 'open' }];
      const data = type === 'clauses-recorded' ? { clauses } : {};
      expect(meetingEventReading(history, HIDDEN, false)(event(type, data))).toBe('hidden');
    },
  );
});
