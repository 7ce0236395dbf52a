import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  EffectRegistry,
  type EffectHandler,
  type EffectResult,
  type OutboxMessage,
} from '../../engine/index.js';

/**
 * What mandates and hosting terms set off in other modules. A module further right registers its handler here when it starts;
 * without one the effect is skipped and nothing is lost, since the case itself says what stands
 * (a mandate that is late, a hosting term that ended undecided).
 */
@Injectable()
export class MandateListeners implements OnModuleInit {
  private escalation: EffectHandler | null = null;
  private hostBar: EffectHandler | null = null;

  constructor(private readonly effects: EffectRegistry) {}

  onModuleInit(): void {
    this.effects.register('escalate-to-plenary', (message) => handOn(this.escalation, message));
    this.effects.register('bar-host-staff', (message) => handOn(this.hostBar, message));
  }

  /**
   * @param handler gets messages whose payload `plenaryEscalationSchema` reads; of mandates and of hosting terms
   * @throws Error when there is one already
   */
  onEscalation(handler: EffectHandler): void {
    if (this.escalation) throw new Error('somebody puts escalated mandates on an agenda already');
    this.escalation = handler;
  }

  /**
   * @param handler gets messages whose payload `hostBarSchema` reads; of imported histories too
   * @throws Error when there is one already
   */
  onHostBar(handler: EffectHandler): void {
    if (this.hostBar) throw new Error('somebody records bars of hosts already');
    this.hostBar = handler;
  }
}

async function handOn(handler: EffectHandler | null, message: OutboxMessage): Promise<EffectResult> {
  return handler ? handler(message) : { skipped: 'it stands in the case; no other module asked to be told' };
}
