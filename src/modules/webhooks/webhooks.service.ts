import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { WorkflowRegistry } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { newId } from '../../kernel/ids.js';
import { systemProcessClock } from '../../kernel/clock.js';
import { Seal } from '../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import type { Asker } from '../cases/index.js';
import { endpointUrl, requireKeeper } from './endpoint.policy.js';
import {
  disableEndpoint,
  enableEndpoint,
  endEndpoint,
  findEndpoint,
  insertEndpoint,
  listEndpoints,
  replaceSecret,
} from './endpoint.store.js';
import { askAgain, findMessage, insertMessages, listMessages } from './message.store.js';
import { newSecret } from './webhook.secret.js';
import { type Endpoint, type LoggedMessage, TEST } from './webhook.types.js';
import type { EndpointInput, LogFilter } from './webhooks.dto.js';

/** So long messages are signed with the earlier secret too, after it was replaced. */
export const OVERLAP_HOURS = 24;

/** An endpoint with its secret, which is told this once: it is kept sealed, to sign with, and shown to nobody again. */
export interface EndpointWithSecret extends Endpoint {
  readonly secret: string;
}

/** Endpoints of other systems and what they are told, for the Secretariat and for whoever runs the machine. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly workflows: WorkflowRegistry,
    private readonly seal: Seal,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'webhooks'>,
  ) {}

  /**
   * Registers an endpoint. It is told what is recorded from now on.
   *
   * @param input name, address, what it asks to be told, and of which procedure
   * @param asker the Secretariat or the operator, as in every call here
   * @param id of the endpoint, the same when the same form is sent again
   * @returns the endpoint with its secret
   * @throws DomainError `webhooks.not-yours`, `webhooks.bad-url`, `webhooks.unknown-workflow`; `webhooks.made-already` when there is one
   *   of that id
   */
  async register(input: EndpointInput, asker: Asker, id: string = newId()): Promise<EndpointWithSecret> {
    requireKeeper(asker);
    const url = endpointUrl(input.url, this.configuration.webhooks.allowPrivate);
    this.requireWorkflow(input.workflow);
    const secret = newSecret();
    const { manager } = this.dataSource;
    if (await findEndpoint(manager, id)) throw madeAlready(id);
    const sealedSecret = this.seal.seal(secret);
    await insertEndpoint(manager, { ...input, id, url, sealedSecret, madeBy: nameOf(asker) });
    return { ...(await this.require(manager, id)), secret };
  }

  /** @returns every endpoint, ended ones too, the newest first @throws DomainError `webhooks.not-yours` */
  async list(asker: Asker): Promise<Endpoint[]> {
    requireKeeper(asker);
    return listEndpoints(this.dataSource.manager);
  }

  /** @throws DomainError `webhooks.not-yours`, `webhooks.no-endpoint` */
  async show(id: string, asker: Asker): Promise<Endpoint> {
    requireKeeper(asker);
    return this.require(this.dataSource.manager, id);
  }

  /**
   * Replaces the secret. With overlap, messages carry a signature of each secret for {@link OVERLAP_HOURS}, so that the receiver can
   * change over without losing one.
   *
   * @param formId of the form that asks for it, which replaces it once however often it is sent
   * @returns the endpoint with its new secret
   * @throws DomainError `webhooks.not-yours`, `webhooks.no-endpoint`, `webhooks.ended`, `webhooks.made-already`
   */
  async rotate(
    id: string,
    { overlap }: { overlap: boolean },
    asker: Asker,
    formId: string | null = null,
  ): Promise<EndpointWithSecret> {
    requireKeeper(asker);
    const secret = newSecret();
    return this.dataSource.transaction(async (tx) => {
      const endpoint = await this.require(tx, id);
      if (endpoint.status === 'ended') throw ended(endpoint);
      if (!(await replaceSecret(tx, id, this.seal.seal(secret), overlap ? OVERLAP_HOURS : 0, formId)))
        throw madeAlready(id);
      return { ...(await this.require(tx, id)), secret };
    });
  }

  /**
   * Disables an endpoint: what it is to be told waits. Twice is as good as once.
   *
   * @param reason shown to whoever looks at it
   * @throws DomainError `webhooks.not-yours`, `webhooks.no-endpoint`, `webhooks.ended`
   */
  async disable(id: string, reason: string, asker: Asker): Promise<Endpoint> {
    return this.change(id, asker, (tx) => disableEndpoint(tx, id, `${nameOf(asker)}: ${reason}`));
  }

  /**
   * Enables an endpoint that was disabled, by hand or because it took nothing; what waits is sent at once.
   *
   * @throws DomainError `webhooks.not-yours`, `webhooks.no-endpoint`, `webhooks.ended`
   */
  async enable(id: string, asker: Asker): Promise<Endpoint> {
    return this.change(id, asker, (tx) => enableEndpoint(tx, id));
  }

  /**
   * Ends an endpoint for good: what waits for it is dropped, its secret is forgotten, its log stays.
   *
   * @throws DomainError `webhooks.not-yours`, `webhooks.no-endpoint`, `webhooks.ended`
   */
  async end(id: string, asker: Asker): Promise<Endpoint> {
    return this.change(id, asker, (tx) => endEndpoint(tx, id, nameOf(asker)));
  }

  /**
   * Sends a message that only tries the endpoint: once, whatever comes of it. The log says what came of it.
   *
   * @param messageId of the message, the same when the same form is sent again
   * @returns id of the message
   * @throws DomainError `webhooks.not-yours`, `webhooks.no-endpoint`, `webhooks.ended`, `webhooks.disabled`
   */
  async test(id: string, asker: Asker, messageId: string = newId()): Promise<{ readonly messageId: string }> {
    requireKeeper(asker);
    const { manager } = this.dataSource;
    const endpoint = await this.require(manager, id);
    requireEnabled(endpoint);
    if (await findMessage(manager, messageId)) return { messageId };
    const data = { endpoint: endpoint.name, askedBy: nameOf(asker) };
    const body = JSON.stringify({ type: TEST, timestamp: systemProcessClock.now(), data });
    const message = { id: messageId, endpointId: id, caseId: null, eventSeq: null, type: TEST, body };
    await insertMessages(manager, [message]);
    return { messageId };
  }

  /**
   * @param filter status, and which page
   * @returns messages for an endpoint with every attempt, the newest first
   * @throws DomainError `webhooks.not-yours`, `webhooks.no-endpoint`
   */
  async log(id: string, filter: LogFilter, asker: Asker): Promise<LoggedMessage[]> {
    requireKeeper(asker);
    await this.require(this.dataSource.manager, id);
    return listMessages(this.dataSource.manager, id, filter);
  }

  /** @returns one message with every attempt @throws DomainError `webhooks.not-yours`, `webhooks.no-message` */
  async message(messageId: string, asker: Asker): Promise<LoggedMessage> {
    requireKeeper(asker);
    return this.requireMessage(messageId);
  }

  /**
   * Has a message sent again: the same body under the same id, whatever became of it before.
   *
   * @returns the message, which waits now
   * @throws DomainError `webhooks.not-yours`, `webhooks.no-message`, `webhooks.ended`, `webhooks.disabled`
   */
  async redeliver(messageId: string, asker: Asker): Promise<LoggedMessage> {
    requireKeeper(asker);
    const { manager } = this.dataSource;
    const { endpointId } = await this.requireMessage(messageId);
    requireEnabled(await this.require(manager, endpointId));
    await askAgain(manager, messageId, nameOf(asker));
    return this.requireMessage(messageId);
  }

  private async change(
    id: string,
    asker: Asker,
    work: (tx: EntityManager) => Promise<unknown>,
  ): Promise<Endpoint> {
    requireKeeper(asker);
    return this.dataSource.transaction(async (tx) => {
      const endpoint = await this.require(tx, id);
      if (endpoint.status === 'ended') throw ended(endpoint);
      await work(tx);
      return this.require(tx, id);
    });
  }

  private requireWorkflow(name: string | null): void {
    const known = [...new Set(this.workflows.all().map(({ definition }) => definition.name))].sort();
    if (name === null || known.includes(name)) return;
    throw new DomainError(
      'webhooks.unknown-workflow',
      'invalid',
      `workflow: there is no procedure «${name}». Leave it out for all of them, or name one of ${known.join(', ')}.`,
      { field: 'workflow', known },
    );
  }

  private async require(tx: EntityManager, id: string): Promise<Endpoint> {
    const endpoint = await findEndpoint(tx, id);
    if (endpoint) return endpoint;
    throw new DomainError(
      'webhooks.no-endpoint',
      'not-found',
      `There is no endpoint ${id}. List the endpoints to find its id.`,
      { id },
    );
  }

  private async requireMessage(id: string): Promise<LoggedMessage> {
    const message = await findMessage(this.dataSource.manager, id);
    if (message) return message;
    throw new DomainError(
      'webhooks.no-message',
      'not-found',
      `There is no message ${id}. Read the log of its endpoint to find its id.`,
      { id },
    );
  }
}

/** @returns id of the contact who asks, or `operator` */
function nameOf({ contactId }: Asker): string {
  return contactId ?? 'operator';
}

function madeAlready(id: string): DomainError {
  return new DomainError(
    'webhooks.made-already',
    'conflict',
    'This form was sent before, and the secret was shown then. If nobody copied it, replace the secret of the endpoint.',
    { id },
  );
}

function requireEnabled(endpoint: Endpoint): void {
  if (endpoint.status === 'ended') throw ended(endpoint);
  if (endpoint.status === 'enabled') return;
  throw new DomainError(
    'webhooks.disabled',
    'conflict',
    `The endpoint «${endpoint.name}» is disabled (${endpoint.disabledBecause ?? ''}). Enable it first: what waits is then sent by itself.`,
    { id: endpoint.id },
  );
}

function ended({ id, name, endedAt }: Endpoint): DomainError {
  return new DomainError(
    'webhooks.ended',
    'conflict',
    `The endpoint «${name}» was ended ${endedAt ?? ''}, for good. Register a new one.`,
    { id },
  );
}
