import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.js';
import { stateGraph, stateLeaves } from '../../engine/index.js';
import type { WorkflowDefinition } from '../../kernel/workflow.js';
import { chartOf } from './chart.js';
import { type StatechartInput, drawStatechart, outlineStatechart, statechartList } from './index.js';
import { type Field, layoutOf } from './drawing/layout.js';
import { escaped } from './drawing/xml.js';

const same = (text: string): string => text;
const workflowNamed = (name: string): WorkflowDefinition => {
  const workflow = workflows.find((one) => one.name === name);
  if (!workflow) throw new Error(`no workflow ${name}`);
  return workflow;
};
const inputFor = (name: string, more: Partial<StatechartInput> = {}): StatechartInput => ({
  workflow: workflowNamed(name),
  active: [],
  words: same,
  dir: 'ltr',
  title: `The course of ${name}`,
  ...more,
});

/** The classes of the box of a state. */
const classesOf = (svg: string, path: string): readonly string[] =>
  [...svg.matchAll(/<g class="([^"]*)" data-state="([^"]*)"/gu)]
    .filter(([, , state]) => state === path)
    .flatMap(([, classes = '']) => classes.split(' '));
const litIn = (svg: string, how: string): readonly string[] =>
  [...svg.matchAll(/<g class="([^"]*)" data-state="([^"]*)"/gu)].flatMap(([, classes = '', state = '']) =>
    classes.split(' ').includes(`plenum-chart__state--${how}`) ? [state] : [],
  );

/** A strict reading of XML without entities of its own: every element closed, every attribute quoted, every sign escaped. */
function faultsOfXml(xml: string): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let rest = xml;
  while (rest !== '') {
    const tag = /^<(\/?)([a-z]+)((?: [a-zA-Z:-]+="(?:[^"<&]|&(?:amp|lt|gt|quot);)*")*)(\/?)>/u.exec(rest);
    const text = /^(?:[^<>&]|&(?:amp|lt|gt|quot);)+/u.exec(rest);
    const [all = '', isEnd, name = '', , isEmpty] = tag ?? text ?? [];
    if (all === '') return [...faults, `not XML: ${rest.slice(0, 60)}`];
    if (tag && isEnd && open.pop() !== name) faults.push(`</${name}> closes another element`);
    if (tag && !isEnd && !isEmpty) open.push(name);
    rest = rest.slice(all.length);
  }
  return [...faults, ...open.map((name) => `<${name}> is not closed`)];
}

const overlap = (a: Field, b: Field): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe.each(workflows.map(({ name }) => name))('the picture of %s', (name) => {
  it.each(['ltr', 'rtl'] as const)(
    'is well-formed, without script or style, the same each time (%s)',
    async (dir) => {
      const svg = await drawStatechart(inputFor(name, { dir }));
      expect(faultsOfXml(svg)).toEqual([]);
      expect(svg).not.toMatch(/style=|<style|<script|url\(|href/u);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
      expect(svg).toContain(`role="img"`);
      expect(svg).toContain(`<title>The course of ${name}</title><desc>`);
      expect(await drawStatechart(inputFor(name, { dir }))).toBe(svg);
    },
  );

  it('shows each state with a meaning once, and lights nothing without a case', async () => {
    const svg = await drawStatechart(inputFor(name));
    const states = stateGraph(workflowNamed(name)).states.filter(({ title }) => title !== null);
    for (const { path } of states)
      expect([path, svg.split(`data-state="${path}"`).length - 1]).toEqual([path, 1]);
    expect([...litIn(svg, 'current'), ...litIn(svg, 'visited')]).toEqual([]);
  });

  it('lights each of its states when a case is in it, and the states around it', async () => {
    for (const { path, title } of stateGraph(workflowNamed(name)).states) {
      if (title === null) continue;
      const svg = await drawStatechart(inputFor(name, { active: [path] }));
      const lit = litIn(svg, 'current');
      expect(lit).toContain(path);
      for (const around of lit) expect(path === around || path.startsWith(`${around}.`)).toBe(true);
    }
  });

  it('has no label on another, and none on a state', async () => {
    const { boxes, arrows, notes } = await layoutOf(chartOf(stateGraph(workflowNamed(name))), same);
    const labels = arrows.flatMap(({ label }) => (label === null ? [] : [label]));
    const solid = [...boxes.filter(({ box }) => box.boxes.length === 0), ...notes];
    labels.forEach((label, index) => {
      for (const other of [...labels.slice(index + 1), ...solid]) expect(overlap(label, other)).toBe(false);
    });
    solid.forEach((field, index) => {
      for (const other of solid.slice(index + 1)) expect(overlap(field, other)).toBe(false);
    });
  });

  it('is told in the list whole: each state, and each command and date that leads on', () => {
    const list = statechartList(inputFor(name));
    expect(faultsOfXml(list)).toEqual([]);
    const { states, moves } = stateGraph(workflowNamed(name));
    for (const { title } of states)
      if (title !== null) expect(list).toContain(`<strong>${escaped(title)}</strong>`);
    for (const { from, to, by } of moves)
      if (by.kind !== 'record' && to !== null && from.title !== null)
        expect(list).toContain(escaped(by.title));
  });
});

describe('a written procedure', () => {
  const active = stateLeaves({ open: { window: 'running', reminders: 'pacing' } });

  it('that is open is lit there, whichever way its state is given', async () => {
    const svg = await drawStatechart(
      inputFor('written-procedure', { active, visited: ['draft', 'open.window'] }),
    );
    expect(litIn(svg, 'current')).toEqual(['open']);
    expect(litIn(svg, 'visited')).toEqual(['draft']);
    expect(svg).toContain('<desc>current state: Open</desc>');
    const named = await drawStatechart(
      inputFor('written-procedure', { active: [active.join(' + ')], visited: ['draft'] }),
    );
    expect(named).toBe(svg);
  });

  it('says in the list where it is, where it was, and what may come next', () => {
    const states = outlineStatechart(inputFor('written-procedure', { active, visited: ['draft'] }));
    expect(
      states.filter(({ standing }) => standing !== null).map(({ title, standing }) => [title, standing]),
    ).toEqual([
      ['Draft', 'visited'],
      ['Open', 'current'],
    ]);
    const open = states.find(({ title }) => title === 'Open');
    expect(open?.leads).toEqual([
      { by: ['refer the matter to a meeting'], to: ['Referred'] },
      { by: ['withdraw the proposal'], to: ['Withdrawn'] },
      { by: ['the window for answers closes', 'by itself'], to: ['Settling'] },
    ]);
    expect(open?.stays).toContain('extend the window');
    expect(
      statechartList(inputFor('written-procedure', { active })).match(/aria-current="step"/gu),
    ).toHaveLength(1);
  });

  it('is refused with a state it does not have', async () => {
    const wrong = inputFor('written-procedure', { active: ['opened'] });
    const refusal = { code: 'chart.unknown-state', details: { field: 'active', state: 'opened' } };
    await expect(drawStatechart(wrong)).rejects.toMatchObject(refusal);
    expect(() => statechartList(wrong)).toThrow('no state «opened»');
  });

  it('lights no bookkeeping: the duties of a case are in no box', async () => {
    const svg = await drawStatechart(
      inputFor('admission', { active: ['progress.examining.examination', 'duties.watching'] }),
    );
    expect(litIn(svg, 'current')).toEqual(['progress.examining', 'progress.examining.examination']);
  });
});

describe('words', () => {
  it('are translated, escaped, and laid out by their own length', async () => {
    const shout = (text: string): string => `<${text.toUpperCase()} & «${text}»>`;
    const svg = await drawStatechart(inputFor('plenary-meeting', { words: shout, title: 'a < b & "c"' }));
    expect(faultsOfXml(svg)).toEqual([]);
    expect(svg).toContain('<title>a &lt; b &amp; &quot;c&quot;</title>');
    expect(svg).toContain('&lt;CONVENED &amp;');
    const widthOf = (text: string): number => Number(/ width="(\d+)"/u.exec(text)?.[1]);
    expect(widthOf(svg)).toBeGreaterThan(widthOf(await drawStatechart(inputFor('plenary-meeting'))));
    const list = statechartList({ ...inputFor('plenary-meeting'), words: shout });
    expect(faultsOfXml(list)).toEqual([]);
    expect(list).toContain('&lt;CONVENED &amp; «Convened»&gt;');
  });

  it('that run from right to left turn the picture round', async () => {
    const [ltr, rtl] = await Promise.all(
      (['ltr', 'rtl'] as const).map((dir) => drawStatechart(inputFor('plenary-meeting', { dir }))),
    );
    const xOf = (svg: string | undefined, path: string): number =>
      Number(new RegExp(`data-state="${path}"><rect[^>]* x="([\\d.]+)"`, 'u').exec(svg ?? '')?.[1]);
    expect(Math.sign(xOf(ltr, 'in-session') - xOf(ltr, 'convened'))).toBe(
      -Math.sign(xOf(rtl, 'in-session') - xOf(rtl, 'convened')),
    );
    expect(rtl).toContain('direction="rtl"');
  });
});

it('an end is drawn as one, and a state passed through as one', async () => {
  const svg = await drawStatechart(inputFor('written-procedure'));
  expect(classesOf(svg, 'withdrawn')).toEqual(['plenum-chart__state', 'plenum-chart__state--end']);
  expect(classesOf(svg, 'settling')).toEqual(['plenum-chart__state', 'plenum-chart__state--passing']);
  expect(classesOf(svg, 'open')).toEqual(['plenum-chart__state']);
});
