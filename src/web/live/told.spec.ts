import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Subject } from 'rxjs';
import { GONE, told } from './told.js';

/** A reading that the test sets, and what the page heard. */
function watched(known: string) {
  const triggers = new Subject<void>();
  const heard: unknown[] = [];
  const state = { reading: 'a', ended: false };
  told(triggers, () => Promise.resolve(state.reading), known).subscribe({
    next: (event) => heard.push(event),
    complete: () => (state.ended = true),
  });
  const happens = async (reading: string): Promise<void> => {
    state.reading = reading;
    triggers.next();
    await sleep(5);
  };
  return { triggers, heard, state, happens };
}
const CHANGED = { type: 'changed', data: '' };

describe('what a page is told', () => {
  it('is that it changed, once for each change of what its reader sees; other triggers are kept from it', async () => {
    const { heard, happens, triggers } = watched('a');
    await happens('a');
    expect(heard).toEqual([]);
    await happens('b');
    await happens('b');
    await happens('a');
    expect(heard).toEqual([CHANGED, CHANGED]);
    triggers.complete();
  });

  it('is told at once where the page shows something older', async () => {
    const { heard, triggers } = watched('older');
    await sleep(5);
    expect(heard).toEqual([CHANGED]);
    triggers.complete();
  });

  it('ends once the reader may not see it any more, and with the triggers', async () => {
    const revoked = watched('a');
    await revoked.happens(GONE);
    expect([revoked.heard, revoked.state.ended]).toEqual([[CHANGED], true]);
    const closing = watched('a');
    await sleep(5);
    closing.triggers.complete();
    await sleep(5);
    expect(closing.state.ended).toBe(true);
  });
});
