import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import { writtenProcedureMachine } from './written-procedure.machine.js';
import { writtenProcedure } from './written-procedure.workflow.js';
import { payloads } from './written-procedure.payloads.js';

describe('the written procedure as the engine loads it', () => {
  it('passes every boot check', () => {
    expect(() => requireSound(writtenProcedure)).not.toThrow();
  });

  it('gives every command a schema, a role, an article and a name in the past tense', () => {
    const all = { draft: writtenProcedure.start, ...writtenProcedure.commands };
    expect(Object.keys(all).sort()).toEqual(Object.keys(payloads).sort());
    for (const spec of Object.values(all)) {
      expect(spec.by.length).toBeGreaterThan(0);
      expect(spec.article.length).toBeGreaterThan(3);
      expect(spec.recordedAs).toMatch(/^[a-z-]+$/);
    }
  });

  it('tells a title and what is needed of every state a person can see', () => {
    for (const node of Object.values(writtenProcedureMachine.states)) expect(node.meta).toMatchObject({ title: expect.any(String), needed: expect.any(String) });
  });
});
