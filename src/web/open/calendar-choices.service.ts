import { Injectable } from '@nestjs/common';
import { Organs } from '../../modules/organs/index.js';
import { PARTY_KINDS, Registry } from '../../modules/registry/index.js';
import type { Words } from '../../platform/http/words.js';

/** Names of one kind in a list of choices. */
interface Choices {
  readonly label: string;
  readonly items: readonly { readonly value: string; readonly text: string }[];
}

/** Of whom the Secretariat may make a calendar, by name: nobody knows the codes by heart. */
@Injectable()
export class CalendarChoices {
  constructor(
    private readonly registry: Registry,
    private readonly organs: Organs,
  ) {}

  /** @returns parties and organs as they are now, by their names in the reader's language, each with its code */
  async named({ t, partyName, phraseText, compare }: Words): Promise<readonly Choices[]> {
    const [rolls, organs] = await Promise.all([
      Promise.all(PARTY_KINDS.map((kind) => this.registry.roll(kind))),
      this.organs.list(),
    ]);
    const ordered = (items: Choices['items']): Choices['items'] =>
      items.toSorted((one, other) => compare(one.text, other.text));
    const parties = rolls
      .flat()
      .map(({ code, name }) => ({ value: `party ${code}`, text: `${partyName(code, name)} (${code})` }));
    const bodies = organs.map(({ code, name }) => ({
      value: `organ ${code}`,
      text: `${phraseText(name)} (${code})`,
    }));
    return [
      { label: t('open.calendar.party'), items: ordered(parties) },
      { label: t('open.calendar.organ'), items: ordered(bodies) },
    ];
  }
}
