import { Injectable } from '@nestjs/common';
import { Registry } from '../../registry/index.js';
import { type Carrier, sourceOf, startOf } from './carrier.js';

/** Whom the Plenary admitted is on the roll, or among the Observers (KP Core Document VI.8-10). */
@Injectable()
export class RegistryCarrier {
  constructor(private readonly registry: Registry) {}

  readonly admission: Carrier<'admission'> = async (carrying, fact) => {
    if (fact.via !== 'plenary') return []; // decided elsewhere, and entered there
    const admitted: string[] = [];
    for (const code of fact.parties)
      if (await this.admit(code, carrying, fact)) admitted.push(`${code} is admitted as ${fact.as}`);
    return admitted;
  };

  private async admit(
    code: string,
    carrying: Parameters<Carrier<'admission'>>[0],
    fact: Parameters<Carrier<'admission'>>[1],
  ): Promise<boolean> {
    const isIndependent = fact.as === 'independent-observer';
    const name = carrying.meeting.attendance.find((one) => one.party === code)?.name;
    return this.registry.admitParty({
      code,
      ...(name === undefined ? {} : { name }),
      kind: fact.as === 'participant' ? 'participant' : 'observer',
      category: isIndependent ? 'independent' : null,
      validFrom: startOf(fact.effectiveOn, carrying),
      source: sourceOf(carrying),
      note: isIndependent ? 'independent Observer' : '',
    });
  }
}
