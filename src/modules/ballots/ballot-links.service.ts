import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EffectRegistry, type EffectResult, type OutboxMessage } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { newId } from '../../kernel/ids.js';
import { revokeLinksSchema } from '../../../workflows/written-procedure/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import {
  type Revocation,
  findLink,
  hasLinkForMail,
  insertLink,
  isReported,
  lockLinks,
  revokeLinks,
  roundsWithLink,
} from './ballot-link.store.js';
import { derivedToken, hashCode, hashToken, newCode, newToken } from './ballot-token.js';

/** For whom, about what, and in which mail a link is sent. */
export interface LinkOrder {
  readonly caseId: string;
  readonly round: number;
  readonly party: string;
  readonly contactId: string;
  /** hash of the text put to the vote, 64 hex digits */
  readonly textHash: string;
  /** outbox id of the mail that carries the link; null when it is handed over otherwise */
  readonly mailId: string | null;
}

/** What goes into the mail, and nowhere else. */
export interface IssuedLink {
  /** the whole address, `https://plenum.example/b/…` */
  readonly url: string;
  /** short code for the mail's body, `XXXX-XXXX`; asked for when an answer stands in the way of adoption */
  readonly code: string;
}

/** Makes and revokes the personal links by which delegates answer. */
@Injectable()
export class BallotLinks implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly effects: EffectRegistry,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  onModuleInit(): void {
    this.effects.register('revoke-links', (message) => this.carryOutRevocation(message));
  }

  /**
   * Makes a link in the caller's transaction, the one that stores the mail: after a crash there is either both or none.
   *
   * @param tx the caller's transaction
   * @param order see {@link LinkOrder}
   * @returns address and code, which cannot be had a second time: only their hashes are stored
   * @throws DomainError `ballot-link.issued` (conflict) when this mail has a link already
   */
  async issue(tx: EntityManager, order: LinkOrder): Promise<IssuedLink> {
    if (order.mailId !== null && (await hasLinkForMail(tx, order.mailId))) {
      throw new DomainError(
        'ballot-link.issued',
        'conflict',
        `The mail ${order.mailId} has its link already. Send the mail as it was stored.`,
      );
    }
    const id = newId<string>();
    const token = newToken();
    const code = newCode();
    await insertLink(tx, { ...order, id, tokenHash: hashToken(token), codeHash: hashCode(id, code) });
    return { url: `${this.configuration.publicUrl}/b/${token}`, code };
  }

  /**
   * Makes another link for a contact who has a valid one in the same round, so that it can be reached from elsewhere: from the list of
   * everything that is open. It brings no code; where one is asked for, that of any mail about the procedure serves.
   *
   * @param which case, round and text as they stand now, party and contact
   * @param from what the link is made from, known to its reader alone: the same gives the same link, and only one is stored
   * @returns the path of the ballot, `/b/…`; null when the contact has no valid link there, and then nothing is made
   */
  async reissue(which: Omit<LinkOrder, 'mailId'>, from: string): Promise<string | null> {
    const token = derivedToken(from, [which.caseId, String(which.round), which.contactId]);
    return this.dataSource.transaction(async (tx) => {
      if ((await lockLinks(tx, which)).length === 0) return null;
      if (!(await findLink(tx, hashToken(token)))) {
        const id = newId<string>();
        const unknown = { tokenHash: hashToken(token), codeHash: hashCode(id, newCode()) };
        await insertLink(tx, { ...which, id, ...unknown, mailId: null });
      }
      return `/b/${token}`;
    });
  }

  /**
   * @param contactId of a party
   * @returns in which rounds the contact has a valid link, as `case id round`
   */
  async heldBy(party: string, contactId: string): Promise<ReadonlySet<string>> {
    return roundsWithLink(this.dataSource.manager, party, contactId);
  }

  /**
   * Whether a contact's mailbox was reported («this was not us», «not me») in a round: it gets no new link in that round.
   *
   * @param tx the caller's transaction
   */
  async isReported(
    tx: EntityManager,
    which: Pick<LinkOrder, 'caseId' | 'round' | 'contactId'>,
  ): Promise<boolean> {
    return isReported(tx, which);
  }

  /**
   * Revokes links for good; a revoked link shows a page that says so, since when and why.
   *
   * @param tx the caller's transaction
   * @param which case and round, and optionally one party and one contact of it; with the reason
   * @returns how many links were revoked now; 0 when they were already
   */
  async revoke(
    tx: EntityManager,
    which: Omit<Revocation, 'contactId'> & { readonly contactId?: string },
  ): Promise<number> {
    return revokeLinks(tx, { ...which, contactId: which.contactId ?? null });
  }

  /** Doing it twice changes nothing, so the effect needs no key. */
  private async carryOutRevocation(message: OutboxMessage): Promise<EffectResult> {
    const { caseId } = message;
    if (caseId === null) return { skipped: 'the effect belongs to no case' };
    const which = revokeLinksSchema.parse(message.payload);
    await this.dataSource.transaction((tx) => revokeLinks(tx, { ...which, caseId }));
    return 'done';
  }
}
