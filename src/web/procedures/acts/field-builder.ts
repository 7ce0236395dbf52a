/** Makes the fields of an act's form, with their labels and hints in the reader's language. */
import type { Words } from '../../../platform/http/words.js';
import type { Entered, Field, Option } from './fields.js';

/** The words that forms are made with; `has` tells whether there is a message. */
export type FormWords = Pick<Words, 't' | 'phraseText' | 'list' | 'has'>;

interface More {
  readonly optional?: boolean;
  readonly options?: readonly Option[];
  readonly asInstant?: boolean;
  readonly languages?: readonly string[];
  readonly initial?: Entered | string;
  readonly hint?: string;
}

/** A maker of fields for one act. */
export type MakeField = (kind: Field['kind'], name: string, more?: More) => Field;

/**
 * @param command the act; a label of its own (`procedures.do.<command>.<name>`) goes before the common one (`procedures.field.<name>`)
 * @returns what makes its fields
 */
export function fieldsOf(command: string, { t, has }: FormWords): MakeField {
  return (kind, name, more = {}) => {
    const key = name.replaceAll('.', '_');
    const own = `procedures.do.${command}.${key}`;
    const hint = `procedures.do.${command}.${key}Hint`;
    const { optional = false, options = [], asInstant = false, languages = [], initial = {} } = more;
    return {
      kind,
      name,
      label: kind === 'hidden' ? '' : t(has(own) ? own : `procedures.field.${key}`),
      hint: more.hint ?? (has(hint) ? t(hint) : null),
      optional,
      options,
      asInstant,
      languages,
      initial: typeof initial === 'string' ? { [name]: initial } : initial,
    };
  };
}

/** @returns options whose texts are messages under a common name: `procedures.kind.support` */
export function optionsOf(
  prefix: string,
  values: readonly string[],
  { t, has }: FormWords,
): readonly Option[] {
  return values.map((value) => {
    const hint = `${prefix}Hint.${value}`;
    return { value, text: t(`${prefix}.${value}`), ...(has(hint) ? { hint: t(hint) } : {}) };
  });
}

/** @returns the zones to choose from, each once, the first one chosen */
export function zoneOptions(zones: readonly string[]): readonly Option[] {
  return [...new Set(zones)].map((zone) => ({ value: zone, text: zone }));
}
