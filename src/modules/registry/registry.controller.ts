import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import {
  type AsOf,
  type NewContact,
  type NewParty,
  type NewTerm,
  asOfSchema,
  contactSchema,
  endSchema,
  officeSchema,
  partySchema,
  termSchema,
} from './registry.dto.js';
import { Registry } from './registry.service.js';
import type { Contact, Office, OfficeTerm, Party, RollEntry } from './registry.types.js';
import { Standing } from './standing/standing.service.js';
import type { Instant } from '../../kernel/instant.js';

const asOfPipe = new InputPipe(asOfSchema, 'query');
const endPipe = new InputPipe(endSchema, 'end');

/** REST of the registry: the roll and the offices to everybody who is signed in, contacts and changes to the Secretariat. */
@Controller('api/v1')
@UseGuards(SessionGuard)
@Scoped('registry')
@SignedIn()
export class RegistryController {
  constructor(
    private readonly registry: Registry,
    private readonly standing: Standing,
  ) {}

  @Get('participants')
  async participants(@Query(asOfPipe) asOf: AsOf): Promise<readonly RollEntry[]> {
    return (await this.standing.roll(asOf)).entries;
  }

  @Get('observers')
  async observers(@Query(asOfPipe) { at, knownAt }: AsOf): Promise<Party[]> {
    return this.registry.roll('observer', at, knownAt);
  }

  @Get('offices')
  async offices(@Query(asOfPipe) asOf: AsOf): Promise<OfficeTerm[]> {
    return this.registry.offices(asOf);
  }

  @Get('contacts')
  @SignedIn('secretariat', 'chair')
  async contacts(@Query(asOfPipe) { at, knownAt }: AsOf): Promise<Contact[]> {
    return this.registry.contacts(at, knownAt);
  }

  @Post('parties')
  @SignedIn('secretariat')
  async addParty(@Body(new InputPipe(partySchema, 'party')) party: NewParty): Promise<NewParty> {
    await this.registry.addParty(party);
    return party;
  }

  @Post('parties/:code/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  async endParty(@Param('code') code: string, @Body(endPipe) { at }: { at: Instant }): Promise<void> {
    await this.registry.endParty(code, at);
  }

  @Put('contacts/:id')
  @SignedIn('secretariat')
  async putContact(@Param('id') id: string, @Body() body: object): Promise<NewContact> {
    const contact = new InputPipe(contactSchema, 'contact').transform({ ...body, id });
    await this.registry.putContact(contact);
    return contact;
  }

  @Post('contacts/:id/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  async endContact(@Param('id') id: string, @Body(endPipe) { at }: { at: Instant }): Promise<void> {
    await this.registry.endContact(id, at);
  }

  @Post('contacts/:id/reachable')
  @HttpCode(204)
  @SignedIn('secretariat')
  async markReachable(@Param('id') id: string): Promise<void> {
    await this.registry.markReachable(id);
  }

  @Post('offices')
  @SignedIn('secretariat')
  async beginTerm(@Body(new InputPipe(termSchema, 'term')) term: NewTerm): Promise<NewTerm> {
    await this.registry.beginTerm(term);
    return term;
  }

  @Post('offices/:office/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  async endTerm(
    @Param('office', new InputPipe(officeSchema, 'office')) office: Office,
    @Body(endPipe) { at }: { at: Instant },
  ): Promise<void> {
    await this.registry.endTerm(office, at);
  }
}
