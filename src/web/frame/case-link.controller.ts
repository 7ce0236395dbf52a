import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CaseReader } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type CaseId, caseIdSchema } from '../../kernel/ids.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { maySee } from '../../modules/cases/index.js';
import { kindOf } from '../../modules/case-kinds/index.js';
import { pageOfCase } from './addresses.js';

/** Leads from the bare id of a case, as mails and logs know it, to its page. */
@Controller('case')
@UseGuards(SessionGuard)
@SignedIn()
export class CaseLinkController {
  constructor(private readonly cases: CaseReader) {}

  @Get(':id')
  async find(
    @Param('id', new InputPipe(caseIdSchema, 'id')) id: CaseId,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const file = await this.cases.view(id);
    const kind = kindOf(file.workflow);
    if (!kind || !maySee(kind, person, file))
      throw new DomainError('case.unknown', 'not-found', 'There is no such case that you may see.');
    response.redirect(303, pageOfCase(file.workflow, id));
  }
}
