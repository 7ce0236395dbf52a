import { Module } from '@nestjs/common';
import { DocumentFiles } from './document-files.service.js';

/** Files of the documents that decisions refer to. Needs the DataSource and the configuration, both provided globally. */
@Module({ providers: [DocumentFiles], exports: [DocumentFiles] })
export class DocumentsModule {}
