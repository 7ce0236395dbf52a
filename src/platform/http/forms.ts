import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../kernel/domain-error.js';
import type { CommandId } from '../../kernel/ids.js';
import { CONFIGURATION, type Configuration } from '../config/index.js';
import { NONCE_FIELD, checkNonce, findFormKey, formKey, newNonce } from './form-nonce.js';
import { requireSameOrigin } from './same-origin.js';

export { NONCE_FIELD };

/** Forms of the pages: each is sealed to the browser that got it and to what it is for, and counts once however often it is sent. */
@Injectable()
export class Forms {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>) {}

  /**
   * @param about what the form is for: person, page and whatever must not change, such as `[contactId, 'extend', caseId]`
   * @returns the value of the form's hidden field {@link NONCE_FIELD}; sets the browser's key as a cookie if need be
   */
  seal(request: Request, response: Response, about: readonly string[]): string {
    return newNonce(formKey(request, response, this.configuration.publicUrl), about).text;
  }

  /**
   * @param about as given to {@link seal}
   * @param nonce the hidden field as it came back
   * @returns an id of the command that the form gives, the same however often it is sent; null when the form is not this browser's or
   *   not for this: show it again with a new seal
   * @throws DomainError `request.cross-site` when another site sent it
   */
  open(request: Request, about: readonly string[], nonce: unknown): CommandId | null {
    requireSameOrigin(request, this.configuration.publicUrl);
    const key = findFormKey(request, this.configuration.publicUrl);
    const seed = checkNonce(key, about, typeof nonce === 'string' ? nonce : '');
    return seed === null ? null : (`form-${seed}` as CommandId); // unguessable, so nobody's else
  }

  /** As {@link open}. @throws DomainError `form.stale` instead of null, where there is nothing typed that could be lost */
  require(request: Request, about: readonly string[], nonce: unknown): CommandId {
    const id = this.open(request, about, nonce);
    if (id) return id;
    throw new DomainError(
      'form.stale',
      'conflict',
      'This form is too old, or was opened in another browser. Go back, load the page again, and send it from there.',
    );
  }
}
