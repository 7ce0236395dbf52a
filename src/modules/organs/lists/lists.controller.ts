import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { z } from 'zod';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { Scoped } from '../../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../../platform/http/session.js';
import { DistributionLists } from './lists.service.js';
import {
  type AtInstant,
  type EndSupplyRole,
  type NewList,
  type NewSupplyRole,
  atSchema,
  endSupplyRoleSchema,
  listSchema,
  supplyRoleSchema,
  supplyRolesQuerySchema,
} from '../organ.dto.js';

const atPipe = new InputPipe(atSchema, 'query');

/** REST of the distribution lists: their names and who has which role to everybody who is signed in, addresses to the offices. */
@Controller('api/v1')
@UseGuards(SessionGuard)
@Scoped('registry')
@SignedIn()
export class ListsController {
  constructor(private readonly lists: DistributionLists) {}

  @Get('lists')
  all(@Query(atPipe) asked: AtInstant) {
    return this.lists.all(asked);
  }

  @Get('lists/:list/recipients')
  @SignedIn('secretariat', 'chair')
  recipients(@Param('list') list: string, @Query(atPipe) asked: AtInstant) {
    return this.lists.recipients(list, asked);
  }

  @Post('lists')
  @HttpCode(200)
  @SignedIn('secretariat')
  putList(@Body(new InputPipe(listSchema, 'list')) list: NewList) {
    return this.lists.putList(list);
  }

  @Get('supply-roles')
  roles(
    @Query(new InputPipe(supplyRolesQuerySchema, 'query')) asked: z.output<typeof supplyRolesQuerySchema>,
  ) {
    return this.lists.roles(asked);
  }

  @Post('supply-roles')
  @HttpCode(200)
  @SignedIn('secretariat')
  assign(@Body(new InputPipe(supplyRoleSchema, 'role')) entry: NewSupplyRole) {
    return this.lists.assignSupplyRole(entry);
  }

  @Post('supply-roles/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  endRole(@Body(new InputPipe(endSupplyRoleSchema, 'role')) entry: EndSupplyRole) {
    return this.lists.endSupplyRole(entry);
  }
}
