import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Persona, given } from '../../test/support/drive.js';
import { plenaryPrecedent } from '../../test/support/held-plenaries.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { type Clause, type CarryOut, clauseDue } from '../plenary-meeting/index.js';
import { conditionalContextSchema } from './conditional-deadline.context.js';
import { conditionalDeadline } from './conditional-deadline.workflow.js';
import { openingOf } from './from-clause.js';

const WASHINGTON = plenaryPrecedent('washington-2012');
const ZONE = 'America/New_York';
const PLENUM: Persona = { actor: { kind: 'system', id: 'plenary', name: 'Plenum' }, roles: ['system'] };
const OPEN_TO_ALL = { visibility: 'all', concerns: [] } as const;

function orderOf(change: Partial<Clause> = {}): CarryOut {
  const clause = WASHINGTON.clauses.find(({ id }) => id === '5b');
  if (!clause) throw new Error('paragraph 5 sets no conditions');
  const { reference: meeting, title } = WASHINGTON.meeting.payload;
  const changed = { ...clause, ...change };
  return {
    ...{ meeting, title, zone: ZONE, at: WASHINGTON.timeline.closed },
    clause: changed,
    dueAt: clauseDue(changed.deadline, ZONE),
  };
}
const opened = (payload: JsonObject) =>
  conditionalContextSchema.parse(
    given(conditionalDeadline).start({ payload, by: PLENUM }, WASHINGTON.timeline.closed, {
      ladders: KP_LADDERS,
      known: { VEN: 'participant', PC: 'organ' },
    }).context,
  );

describe('paragraph 5 of the Washington communiqué of 2012', () => {
  it('opens a case of three conditions, which the committee judges that set them', () => {
    const context = opened(openingOf(orderOf(), OPEN_TO_ALL) ?? {});
    expect(context).toMatchObject({
      reference: 'KP/CONDITIONS/2012/5b',
      party: 'VEN',
      escalateTo: 'PC',
      visibility: 'all',
      term: { lastDay: '2013-04-01', due: { at: '2013-04-02T04:00:00.000Z' } },
      decision: { by: 'plenary', reference: 'KP/PLENARY/2012' },
    });
    expect(context.conditions.map(({ id, judge }) => `${id} ${judge}`)).toEqual([
      'condition-1 PC',
      'condition-2 PC',
      'condition-3 PC',
    ]);
  });

  it('is taken by the case’s own first question, too', () => {
    const payload = openingOf(orderOf(), OPEN_TO_ALL);
    const event = {
      ...{ type: 'start', occurredAt: WASHINGTON.timeline.closed, commandId: 'c', actor: PLENUM.actor },
      payload: conditionalDeadline.start.payload.parse(payload),
      facts: { roles: ['system'], known: { VEN: 'participant', PC: 'organ' } },
    };
    expect(conditionalDeadline.start.refusal(null as never, event as never)).toBeNull();
  });

  it('of the Plenary itself is judged by the default', () => {
    const context = opened(openingOf(orderOf({ by: 'plenary' }), OPEN_TO_ALL) ?? {});
    expect(context.conditions.every(({ judge }) => judge === 'PC')).toBe(true);
  });

  it('with an instant has the day on which that lies', () => {
    const deadline = { kind: 'instant', at: '2013-04-02T04:00:00.000Z' } as Clause['deadline'];
    expect(openingOf(orderOf({ deadline }), OPEN_TO_ALL)?.['lastDay']).toBe('2013-04-01');
  });

  it.each([
    ['without a deadline', { deadline: null }],
    ['with a soft one', { deadline: { kind: 'soft', words: 'soon', reviewOn: '2013-04-01' } }],
    ['that is something else', { fact: { kind: 'note' } }],
  ] as const)('a clause %s opens none', (_what, change) => {
    expect(openingOf(orderOf(change as Partial<Clause>), OPEN_TO_ALL)).toBeNull();
  });
});
