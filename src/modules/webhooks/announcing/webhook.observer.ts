import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CaseFile, CaseObservers, CaseReader } from '../../../engine/index.js';
import { newId } from '../../../kernel/ids.js';
import { insertMessages, listenersTo } from '../message.store.js';
import { kindOf } from '../../case-kinds/index.js';
import { announcementsOf, untold } from './announcement.js';

/** Under this name cases are put down whose changes could not be written down for the endpoints. */
const WEBHOOKS = 'webhooks';

/**
 * Writes down what endpoints are to be told, in the transaction that changes the case: a message exists if and only if the change does.
 * Shown the same case twice it writes nothing twice. Imported histories are told to nobody.
 */
@Injectable()
export class WebhookObserver implements OnModuleInit {
  constructor(
    private readonly observers: CaseObservers,
    private readonly cases: CaseReader,
  ) {}

  onModuleInit(): void {
    this.observers.register(WEBHOOKS, { version: 1, observe: (tx, files) => this.announceAll(tx, files) });
  }

  private async announceAll(tx: EntityManager, files: readonly CaseFile[]): Promise<void> {
    for (const file of files) await this.announce(tx, file);
  }

  private async announce(tx: EntityManager, file: CaseFile): Promise<void> {
    if (file.historical) return;
    const { caseId, workflow } = file;
    const listeners = await listenersTo(tx, workflow, caseId);
    if (listeners.length === 0) return;
    const events = await this.cases.history(caseId, null, tx);
    const all = announcementsOf(file, kindOf(workflow), events);
    const messages = listeners.flatMap((listener) =>
      untold(listener, all).map(({ type, seq, body }) => ({
        id: newId<string>(),
        endpointId: listener.id,
        caseId,
        eventSeq: seq,
        type,
        body,
      })),
    );
    await insertMessages(tx, messages);
  }
}
