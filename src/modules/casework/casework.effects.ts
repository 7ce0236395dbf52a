import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EffectRegistry, FactsRegistry } from '../../engine/index.js';
import { caseNoticeSchema } from '../../../workflows/casework/index.js';
import { CaseNotices, casesOwedBy } from '../notices/index.js';
import { PendingRegistry } from '../organs/index.js';
import { CaseLinks } from './case-links.service.js';
import { gatherCaseFacts } from './casework.facts.js';
import { CASEWORK_KINDS } from './casework.kinds.js';
import { Ladders } from './ladders.service.js';
import { OpeningsForEach } from './openings-for-each.service.js';
import { RegistryActs } from './registry-acts.service.js';

/** Gives every workflow on the kit its facts, and carries out what they set off: one vocabulary, one handler for each word of it. */
@Injectable()
export class CaseworkEffects implements OnModuleInit {
  constructor(
    private readonly facts: FactsRegistry,
    private readonly effects: EffectRegistry,
    private readonly ladders: Ladders,
    private readonly links: CaseLinks,
    private readonly openings: OpeningsForEach,
    private readonly acts: RegistryActs,
    private readonly notices: CaseNotices,
    private readonly pending: PendingRegistry,
  ) {}

  onModuleInit(): void {
    this.pending.register('cases', (tx, organ) => casesOwedBy(tx, organ));
    for (const { workflow } of CASEWORK_KINDS)
      this.facts.register(workflow.name, (tx, question) => gatherCaseFacts(tx, question, this.ladders));
    this.effects.register('case-notice', (message) =>
      this.notices.send(message, caseNoticeSchema.parse(message.payload)),
    );
    this.effects.register('open-case', (message) => this.links.open(message));
    this.effects.register('open-for-each', (message) => this.openings.carryOut(message));
    this.effects.register('tell-case', (message) => this.links.tell(message));
    this.effects.register('registry-act', (message) => this.acts.carryOut(message));
    // the case keeps the item until a Plenary has it; whoever brings items to Plenaries looks for it there
    this.effects.register('put-before-plenary', () =>
      Promise.resolve({ skipped: 'it waits in the case for the next Plenary' }),
    );
  }
}
