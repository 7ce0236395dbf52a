import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import type { z } from 'zod';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import { asOfSchema, contactSchema, endSchema, partySchema, termSchema } from './registry.dto.js';
import { Registry } from './registry.service.js';
import type { Contact, OfficeTerm, Party } from './registry.types.js';

type AsOf = z.output<typeof asOfSchema>;

/** REST of the registry: the roll and the offices to everybody who is signed in, contacts and changes to the Secretariat. */
@Controller('api/v1')
@UseGuards(SessionGuard)
@SignedIn()
export class RegistryController {
  constructor(private readonly registry: Registry) {}

  @Get('participants')
  async participants(@Query(new InputPipe(asOfSchema, 'query')) { at }: AsOf): Promise<Party[]> {
    return this.registry.roll('participant', at);
  }

  @Get('observers')
  async observers(@Query(new InputPipe(asOfSchema, 'query')) { at }: AsOf): Promise<Party[]> {
    return this.registry.roll('observer', at);
  }

  @Get('offices')
  async offices(): Promise<OfficeTerm[]> {
    return this.registry.offices();
  }

  @Get('contacts')
  @SignedIn('secretariat', 'chair')
  async contacts(@Query(new InputPipe(asOfSchema, 'query')) { at }: AsOf): Promise<Contact[]> {
    return this.registry.contacts(at);
  }

  @Post('parties')
  @SignedIn('secretariat')
  async addParty(@Body(new InputPipe(partySchema, 'party')) party: z.output<typeof partySchema>): Promise<z.output<typeof partySchema>> {
    await this.registry.addParty(party);
    return party;
  }

  @Post('parties/:code/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  async endParty(@Param('code') code: string, @Body(new InputPipe(endSchema, 'end')) { at }: z.output<typeof endSchema>): Promise<void> {
    await this.registry.endParty(code, at);
  }

  @Put('contacts/:id')
  @SignedIn('secretariat')
  async putContact(@Param('id') id: string, @Body() body: object): Promise<z.output<typeof contactSchema>> {
    const contact = new InputPipe(contactSchema, 'contact').transform({ ...body, id });
    await this.registry.putContact(contact);
    return contact;
  }

  @Post('contacts/:id/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  async endContact(@Param('id') id: string, @Body(new InputPipe(endSchema, 'end')) { at }: z.output<typeof endSchema>): Promise<void> {
    await this.registry.endContact(id, at);
  }

  @Post('offices')
  @SignedIn('secretariat')
  async beginTerm(@Body(new InputPipe(termSchema, 'term')) term: z.output<typeof termSchema>): Promise<z.output<typeof termSchema>> {
    await this.registry.beginTerm(term);
    return term;
  }
}
