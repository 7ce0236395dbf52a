/** Which commands are offered to whom: those of the own government, organ or office, and all of those. */
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { CaseFile } from '../../engine/index.js';
import { refuse } from '../../kernel/refusals.js';
import { commandsFor } from '../../../workflows/casework/index.js';
import { type Asker, type CaseKind, OPERATOR, openTo } from './case-kind.js';

interface Memory {
  readonly party: string;
  readonly organ: string;
}
const command = commandsFor<Memory>();
const said = {
  title: 'a title',
  article: 'made up',
  recordedAs: 'done',
  by: ['participant', 'chair', 'vice-chair'],
};
const commands = {
  reply: command(z.strictObject({}), { ...said, who: ({ party }) => [party] }),
  judge: command(z.strictObject({}), { ...said, who: ({ organ }) => [organ], never: ({ party }) => [party] }),
  remark: command(z.strictObject({}), { ...said, refusal: () => refuse('made.up', 'By its own rule.') }),
};
const kind = { workflow: { commands } } as unknown as CaseKind; // what is offered hangs on the commands alone
const context = { party: 'GIN', organ: 'WGM' };
const file = { allowed: ['reply', 'judge', 'remark'], context } as unknown as CaseFile; // and on what the case remembers
const offered = (asker: Partial<Asker>): readonly string[] =>
  openTo(kind, { roles: ['participant'], party: '', ...asker }, file);

describe('what is offered', () => {
  it('is the own government’s and organ’s, and what only its own rule can judge', () => {
    expect(offered({ party: 'GIN' })).toEqual(['reply', 'remark']);
    expect(offered({ party: 'GHA' })).toEqual(['remark']);
    expect(offered({ party: 'GHA', organs: ['WGM'] })).toEqual(['judge', 'remark']);
  });

  it('is nothing to judge for the one it is about, whatever organ or office it holds', () => {
    expect(offered({ party: 'GIN', organs: ['WGM'] })).toEqual(['reply', 'remark']);
    expect(offered({ party: 'GIN', roles: ['participant', 'chair'] })).toEqual(['reply', 'remark']);
  });

  it('is all of it to the Chair, who enters what came by letter, and to whoever runs the machine; not to the Vice-Chair', () => {
    expect(offered({ party: 'ZAF', roles: ['participant', 'chair'] })).toEqual(['reply', 'judge', 'remark']);
    expect(openTo(kind, OPERATOR, file)).toEqual(['reply', 'judge', 'remark']);
    expect(offered({ party: 'CHN', roles: ['participant', 'vice-chair'] })).toEqual(['remark']);
  });

  it('is refused by the same declaration to whoever it is not offered to', () => {
    const sent = (party: string, roles: readonly string[], speaksFor: readonly string[]) => ({
      type: 'judge',
      occurredAt: '2013-02-01T00:00:00.000Z',
      commandId: 'one',
      actor: { kind: 'person', id: `${party}-1`, name: 'A delegate', party },
      payload: {},
      facts: { roles: [...roles], speaksFor: [...speaksFor] },
    });
    const why = (...given: Parameters<typeof sent>): string | undefined =>
      commands.judge.refusal(context, sent(...given) as never)?.code; // an instant in the form of the kernel's
    expect(why('GHA', ['participant'], ['GHA'])).toBe('case.not-yours-to-say');
    expect(why('GIN', ['participant'], ['GIN', 'WGM'])).toBe('case.own-case');
    expect(why('GHA', ['participant'], ['GHA', 'WGM'])).toBeUndefined();
    expect(why('ZAF', ['participant', 'chair'], ['ZAF'])).toBeUndefined();
  });
});
