import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../../../workflows/index.js';
import { commandForm } from './command-form.js';
import { type FormView, type ShownField, type Typed, afterStep, shownFaults, shownForm } from './index.js';

const ZONE = 'Europe/Brussels';
const commands = workflows.flatMap(({ name, start, commands: others }) =>
  [['open', start] as const, ...Object.entries(others)].map(
    ([command, { payload }]) => [`${name} ${command}`, payload] as const,
  ),
);

function viewOf(typed: Typed, faults: FormView['faults'] = []): FormView {
  const wording = {
    label: (key: string) => key,
    hint: () => null,
    option: (value: string) => value,
    say: () => 'a fault',
    t: (key: string) => key,
  };
  return { typed, faults, wording, choices: { codes: [], of: () => null, zone: ZONE } };
}

/** What a browser sends of a form that nobody has touched. */
function sent(fields: readonly ShownField[]): Typed {
  const out = new Map<string, string[]>();
  const put = (name: string, value: string): void => void out.set(name, [...(out.get(name) ?? []), value]);
  const walk = (field: ShownField): void => {
    const { look, name, values, options, count, givenBox } = field;
    if (count) put(count.name, String(count.value));
    if (givenBox?.ticked) put(givenBox.name, 'yes');
    const chosen = options.filter((option) => option.chosen);
    for (const [part, value] of Object.entries(values)) put(`${name}.${part}`, value);
    if (['input', 'number', 'address', 'textarea'].includes(look)) put(name, field.value);
    else if (look === 'select') put(name, chosen[0]?.value ?? '');
    else if (look === 'moment') for (const { value } of chosen) put(`${name}.zone`, value);
    else if (look === 'either' || look === 'hidden-either')
      for (const { value } of chosen) put(`${name}.$`, value);
    else for (const { value } of chosen) put(name, value);
    for (const part of [...field.fields, ...options.flatMap(({ fields: under = [] }) => under)]) walk(part);
  };
  fields.forEach(walk);
  return out;
}

describe('a form that nobody touched', () => {
  it.each(commands)('of %s says nothing that was not there', (_name, schema) => {
    const form = commandForm(schema);
    const begun = form.fill({}, ZONE);
    const back = form.read(sent(shownForm(form.fields, viewOf(begun))), ZONE);
    const asked = form.read(begun, ZONE);
    expect(schema.safeParse(back.payload)).toEqual(schema.safeParse(asked.payload));
    expect(back.faults.map(({ name }) => name)).toEqual(asked.faults.map(({ name }) => name));
  });
});

describe('lists of groups', () => {
  const schema = workflows.find(({ name }) => name === 'conditional-deadline')?.start.payload;
  if (!schema) throw new Error('there are no conditions with a date');
  const form = commandForm(schema);
  const conditions = (typed: Typed) => form.read(typed, ZONE).payload['conditions'];
  const two = form.fill({ conditions: [{ text: 'One.' }, { text: 'Two.', judge: 'WGM' }] }, ZONE);

  it('get another entry, which begins with what the schema takes', () => {
    const more = afterStep(new Map([...two, ['add-entry', ['conditions']]])) ?? new Map();
    const field = shownForm(form.fields, viewOf(more)).find(({ name }) => name === 'conditions');
    expect(field?.fields).toHaveLength(3);
    expect(field?.fields[2]?.fields.find(({ name }) => name === 'conditions.2.judge')?.value).toBe('PC');
    expect(conditions(sent(shownForm(form.fields, viewOf(more))))).toEqual(conditions(two));
  });

  it('lose the entry whose button was pressed, and the others move up', () => {
    const fewer = afterStep(new Map([...two, ['remove-entry', ['conditions.0']]])) ?? new Map();
    expect(conditions(fewer)).toEqual([expect.objectContaining({ text: 'Two.', judge: 'WGM' })]);
  });

  it('name the entry as it stands in the form where one before it is blank', () => {
    const typed = new Map([
      ...two,
      ['conditions.0.text', ['']],
      ['conditions.0.judge', ['PC']],
      ['conditions.1.text', ['']],
    ]);
    const reading = form.read(typed, ZONE);
    expect(reading.faults.map(({ name }) => name)).toContain('conditions.1.text');
    const view = viewOf(typed, reading.faults);
    expect(shownFaults(shownForm(form.fields, view), view)).toContainEqual({
      text: 'text: a fault',
      href: '#f-conditions-1-text',
    });
  });

  it('are sent for good where no button of theirs was pressed', () => {
    expect(afterStep(two)).toBeNull();
  });
});
