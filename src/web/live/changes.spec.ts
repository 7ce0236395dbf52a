import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseReader } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import { CaseChanges } from './changes.js';

const CASE = '01900000-0000-7000-8000-000000000001' as CaseId;

/** A store of revisions that the test sets. */
function store() {
  const revisions = new Map<CaseId, number>([[CASE, 1]]);
  let asked = 0;
  const reader: Pick<CaseReader, 'revisions'> = {
    revisions: async (ids) => {
      asked += 1;
      return new Map([...revisions].filter(([id]) => ids.includes(id)));
    },
  };
  return { revisions, changes: new CaseChanges(reader as CaseReader), asked: () => asked };
}

describe('changes of a case', () => {
  it('are told to each page once, and no more after it left', async () => {
    const { revisions, changes, asked } = store();
    const heard: number[][] = [[], []];
    const first = changes.of(CASE, 1).subscribe((revision) => heard[0]?.push(revision));
    const second = changes.of(CASE, 1).subscribe((revision) => heard[1]?.push(revision));
    revisions.set(CASE, 2);
    await sleep(1_200);
    first.unsubscribe();
    revisions.set(CASE, 3);
    await sleep(1_200);
    second.unsubscribe();
    expect(heard).toEqual([[2], [2, 3]]);
    const before = asked();
    await sleep(1_200);
    expect(asked()).toBe(before);
  });

  it('end with the process', () => {
    const { changes } = store();
    let ended = false;
    changes.of(CASE, 1).subscribe({ complete: () => (ended = true) });
    changes.onModuleDestroy();
    expect(ended).toBe(true);
  });
});
