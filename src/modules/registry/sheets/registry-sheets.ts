import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RegistryFiles } from '../../registry-files/index.js';
import { partyNamesSheet } from '../names/party-names.js';
import {
  contactsSheet,
  nationsSheet,
  officesSheet,
  partiesSheet,
  tradeStatusesSheet,
} from './registry.sheets.js';

/** Makes the tables of the registry known as files. */
@Injectable()
export class RegistrySheets implements OnModuleInit {
  constructor(private readonly files: RegistryFiles) {}

  onModuleInit(): void {
    this.files.register(partiesSheet);
    this.files.register(contactsSheet);
    this.files.register(officesSheet);
    this.files.register(tradeStatusesSheet);
    this.files.register(nationsSheet);
    this.files.register(partyNamesSheet);
  }
}
