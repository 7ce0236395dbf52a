import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RegistryFiles } from '../../registry-files/index.js';
import { barredSheet, barsSheet } from './bar.sheets.js';
import { listsSheet, supplyRolesSheet } from './list.sheets.js';
import { organsSheet, seatsSheet } from './seat.sheets.js';

/** Makes the tables of the organs known as files. The rules of composition are none of them: they nest, and stay YAML (`organ-rules.yaml`). */
@Injectable()
export class OrganSheets implements OnModuleInit {
  constructor(private readonly files: RegistryFiles) {}

  onModuleInit(): void {
    this.files.register(organsSheet);
    this.files.register(seatsSheet);
    this.files.register(barsSheet);
    this.files.register(barredSheet);
    this.files.register(listsSheet);
    this.files.register(supplyRolesSheet);
  }
}
