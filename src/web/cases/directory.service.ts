import { Injectable } from '@nestjs/common';
import { Organs } from '../../modules/organs/index.js';
import { type Contact, type Party, Registry } from '../../modules/registry/index.js';

/** Who and what codes stand for now. */
export interface Directory {
  readonly parties: readonly Pick<Party, 'code' | 'name' | 'kind'>[];
  readonly organs: readonly { readonly code: string; readonly name: string }[];
  /** names by code, of parties and organs */
  readonly names: ReadonlyMap<string, string>;
}

const KINDS = ['participant', 'observer', 'applicant', 'guest', 'body'] as const;

/** The registry and the organs as forms and pages need them: codes with their names, and whom a party is reached by. */
@Injectable()
export class Directories {
  constructor(
    private readonly registry: Registry,
    private readonly organs: Organs,
  ) {}

  /** @returns the parties and organs of now */
  async read(): Promise<Directory> {
    const [organs, ...rolls] = await Promise.all([
      this.organs.list(),
      ...KINDS.map((kind) => this.registry.roll(kind)),
    ]);
    const parties = rolls.flat();
    const names = new Map([...parties, ...organs].map(({ code, name }) => [code, name]));
    return { parties, organs, names };
  }

  /** @returns everybody who speaks for a party now */
  async contacts(): Promise<readonly Contact[]> {
    return this.registry.contacts();
  }
}
