import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import { type AsOf, asOfSchema } from '../registry/index.js';
import { Authorities, type Authority } from './authority.service.js';

/** Who held authority at any instant, for everybody who is signed in. */
@Controller('api/v1/authority')
@UseGuards(SessionGuard)
@Scoped('cases')
@SignedIn()
export class AuthorityController {
  constructor(private readonly authorities: Authorities) {}

  @Get()
  authority(@Query(new InputPipe(asOfSchema, 'query')) asOf: AsOf): Promise<Authority> {
    return this.authorities.at(asOf);
  }
}
