import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.js';
import { stateGraph } from '../../engine/index.js';
import { type ChartArrow, chartOf } from './chart.js';
import { allBoxes, withSharedExits } from './shared-exits.js';
import { titlesOf } from './wording.js';

const graphOf = (name: string) => {
  const workflow = workflows.find((one) => one.name === name);
  if (!workflow) throw new Error(`no workflow ${name}`);
  return stateGraph(workflow);
};
const between = (arrows: readonly ChartArrow[], from: string | null, to: string) =>
  arrows.find((arrow) => arrow.from === from && arrow.to === to);

describe.each(workflows.map(({ name }) => name))('the chart of %s', (name) => {
  const graph = graphOf(name);
  const chart = chartOf(graph);

  it('has each state with a meaning once, and of the others only regions and forks', () => {
    const meant = graph.states.flatMap(({ path, title }) => (title === null ? [] : [path]));
    const boxes = allBoxes(chart.boxes);
    expect(boxes.flatMap(({ id, title }) => (title === null ? [] : [id])).sort()).toEqual(meant.sort());
    expect(boxes.filter(({ title }) => title === null).map(({ kind }) => kind)).toEqual(
      expect.not.arrayContaining(['state', 'passing', 'end']),
    );
  });

  it('leads to every state but that which holds others, and ends only in ends', () => {
    const ways = chart.arrows.flatMap(({ from, to }) => [...(from === null ? [] : [from]), to]);
    for (const { id, kind, boxes } of allBoxes(chart.boxes)) {
      if (kind === 'region') continue;
      expect(`${id} ${ways.includes(id) || boxes.length > 0}`).toBe(`${id} true`);
      if (kind === 'end') expect(chart.arrows.filter(({ from }) => from === id)).toEqual([]);
    }
  });

  it('loses no command that leads from one meaning to another', () => {
    const drawn = chart.arrows.flatMap(({ causes }) => titlesOf(causes).map(({ title }) => title));
    const within = [...chart.within.values()].flatMap((causes) => titlesOf(causes).map(({ title }) => title));
    const boxed = graph.moves.filter(
      ({ from, to }) => from.title !== null && to !== null && to.title !== null,
    );
    for (const { by } of boxed) if (by.kind !== 'record') expect([...drawn, ...within]).toContain(by.title);
  });

  it('moves causes to notes, and neither loses nor repeats one', () => {
    const { arrows, notes } = withSharedExits(chart);
    const ways = (list: readonly ChartArrow[], fromOf: (arrow: ChartArrow) => readonly (string | null)[]) =>
      list.flatMap((arrow) =>
        fromOf(arrow).flatMap((from) =>
          titlesOf(arrow.causes).map(({ title }) => [from, arrow.to, title].join()),
        ),
      );
    const direct = ways(arrows, ({ from }) => [from]);
    const noted = notes.flatMap((note) => ways(note.arrows, () => note.sources));
    expect([...direct, ...noted].sort()).toEqual(ways(chart.arrows, ({ from }) => [from]).sort());
    for (const { sources } of notes) expect(sources.length).toBeGreaterThanOrEqual(3);
  });
});

describe('machinery', () => {
  it('is folded into the state around it: the window closes in «open», the agenda limit stays in «convened»', () => {
    const procedure = chartOf(graphOf('written-procedure'));
    const closing = between(procedure.arrows, 'open', 'settling');
    expect(titlesOf(closing?.causes ?? [])).toEqual([
      { title: 'the window for answers closes', isDate: true },
    ]);
    const meeting = chartOf(graphOf('plenary-meeting'));
    expect(titlesOf(meeting.within.get('convened') ?? [])).toContainEqual({
      title: 'the time for bringing items ends',
      isDate: true,
    });
    expect(between(meeting.arrows, 'convened', 'convened')).toBeUndefined();
  });

  it('that keeps books is not drawn', () => {
    const ids = allBoxes(chartOf(graphOf('admission')).boxes).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('duties'))).toEqual([]);
  });

  it('with a meaning in several regions side by side is drawn as regions', () => {
    const [open] = chartOf(graphOf('succession')).boxes;
    expect(open?.boxes.map(({ id, kind }) => [id, kind])).toEqual([
      ['open.selection', 'region'],
      ['open.office', 'region'],
    ]);
  });

  it('that many ways lead to and from is a fork', () => {
    const forks = allBoxes(chartOf(graphOf('interim-measure')).boxes).filter(({ kind }) => kind === 'choice');
    expect(forks.map(({ id }) => id)).toEqual(['progress.settling']);
  });
});
