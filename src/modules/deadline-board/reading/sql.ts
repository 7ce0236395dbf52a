/** Collects the values of one statement, so that each condition can be written beside the value it needs. */
export class Sql {
  readonly values: unknown[] = [];

  /** @param type as PostgreSQL casts it; an untyped value leaves the planner guessing @returns the value's place: `$3::timestamptz` */
  value(
    value: unknown,
    type: 'timestamptz' | 'timestamptz[]' | 'text' | 'text[]' | 'uuid' | 'int' | 'int[]',
  ): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** A statement and its values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}
