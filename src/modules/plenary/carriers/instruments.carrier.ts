import { Injectable } from '@nestjs/common';
import { InstrumentRecorder } from '../../compendium/index.js';
import { type Carrier, type Carrying, isConfidential, sourceOf } from './carrier.js';

/**
 * What the Plenary adopted, amended or brought to an end is in the Compendium so. Every reader has the whole of it, so what comes out of a
 * confidential item stays in the register of decisions, for those who may read it there.
 */
@Injectable()
export class InstrumentsCarrier {
  constructor(private readonly recorder: InstrumentRecorder) {}

  readonly instrument: Carrier<'instrument'> = async (carrying, { kind: _kind, ...fact }) => {
    if (isConfidential(carrying)) return [];
    const { meeting, at, clause } = carrying.order;
    const { changed, what } = await this.recorder.recordInstrument({
      ...fact,
      adoptedAt: at,
      effectiveAt: at,
      meeting,
      paragraph: clause.paragraph,
      source: sourceOf(carrying),
    });
    await this.publishLate(carrying);
    return changed ? [`«${fact.title}»: ${what}`] : [];
  };

  readonly measure: Carrier<'measure'> = async (carrying, { instrument, action }) => {
    if (isConfidential(carrying)) return [];
    const { meeting, at, clause } = carrying.order;
    const { changed, what } = await this.recorder.recordMeasure({
      instrument,
      action,
      at,
      meeting,
      paragraph: clause.paragraph,
      source: sourceOf(carrying),
    });
    return changed ? [`«${instrument}»: ${what}`] : [];
  };

  /** A document that is carried out when the communiqué is public already is published with it. */
  private async publishLate({ meeting, order }: Carrying): Promise<void> {
    const at = meeting.communique.publishedAt ?? meeting.communique.statedAt;
    if (at !== null) await this.recorder.published({ meeting: order.meeting, at });
  }
}
