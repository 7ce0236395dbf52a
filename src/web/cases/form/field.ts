/** What a form asks for, made of a command's schema: a tree of fields, without any words or values. */
import type { Json, JsonObject } from '../../../kernel/json.js';

/** What every field has. */
interface FieldBase {
  /** name in the payload: `reason`; empty for an entry of a list and for the whole form */
  readonly key: string;
  /** whether it may be left blank */
  readonly optional: boolean;
  /** what a blank field gives: the member left out, or null */
  readonly blank: 'left-out' | 'null';
  /** what the schema takes where it is left out; undefined: nothing */
  readonly preset: Json | undefined;
}

/** One choice of an {@link EitherField}. */
export interface Alternative {
  /** the discriminator's value, or the names of what it asks for */
  readonly name: string;
  readonly field: Field;
}

/** A text: one line, or more of them. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly long: boolean;
  readonly maxLength: number | null;
  /** regular expression as the schema has it; null without one */
  readonly pattern: string | null;
  /** whether it is a web address */
  readonly address: boolean;
}

/** Several fields under one name. */
export interface GroupField extends FieldBase {
  readonly kind: 'group';
  readonly fields: readonly Field[];
  /** what the discriminator of a union says: it is sent and never asked for */
  readonly fixed: JsonObject;
}

/** A list whose entries are of one kind. */
export interface ListField extends FieldBase {
  /** `lines`: texts, one per line; `choices`: some of a few; `codes`: some parties or organs; `numbers`: whole ones; `many`: groups */
  readonly kind: 'lines' | 'choices' | 'codes' | 'numbers' | 'many';
  readonly item: Field;
  /** the least entries it takes */
  readonly least: number;
}

/** One of several shapes. */
export interface EitherField extends FieldBase {
  readonly kind: 'either';
  readonly alternatives: readonly Alternative[];
}

/** One of a few words, or of the codes of parties and organs and a few words beside. */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice' | 'code';
  readonly options: readonly string[];
}

/** A field without more to it; `json` is what the form cannot ask for in parts. */
export interface PlainField extends FieldBase {
  readonly kind: 'integer' | 'yes-no' | 'day' | 'instant' | 'wall-time' | 'json';
}

export type Field = TextField | GroupField | ListField | EitherField | ChoiceField | PlainField;
