import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import { readableEvents } from '../cases/index.js';
import { partyReading } from './procedure.kind.js';

const AT = '2026-07-01T00:00:00.000Z' as Instant;
const event = (seq: number, type: string, data: CaseEvent['data'] = {}): CaseEvent => ({
  seq,
  type,
  data,
  occurredAt: AT,
  recordedAt: AT,
  lateMs: 0,
  actor: { kind: 'system', id: 'plenum', name: 'Plenum' },
  cause: null,
  commandId: null,
  timerId: null,
  hash: '',
});

const eventsForParties = (events: readonly CaseEvent[]) => readableEvents(events, partyReading(events));

describe('a history as a party sees it', () => {
  it('begins at the launch: what was drafted before is the offices’ own', () => {
    const events = [event(1, 'drafted'), event(2, 'draft-amended'), event(3, 'launched'), event(4, 'opened')];
    expect(eventsForParties(events).map(({ type }) => type)).toEqual(['launched', 'opened']);
    expect(eventsForParties(events.slice(0, 2))).toEqual([]);
  });

  it('says that a contact was replaced or a mail came back, not whose address it was', () => {
    const events = [
      event(1, 'launched', { title: 'Any' }),
      event(2, 'contact-replaced', { contact: { email: 'a@b.example' } }),
      event(3, 'delivery-failed', { diagnostic: '550 a@b.example' }),
    ];
    expect(eventsForParties(events).map(({ data }) => data)).toEqual([{ title: 'Any' }, {}, {}]);
  });
});
