import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { type CaseFile, CaseObservers, WorkflowRegistry } from '../../../engine/index.js';
import { caseShape, openDuties } from '../../../../workflows/casework/index.js';
import { keepOwing, knownIn } from './owing.store.js';

/** The command with which a case hears that nothing reaches somebody. */
export const UNREACHABLE = 'note-unreachable';
/** Raise it when the same case would give other rows. */
const VERSION = 1;
const owingSchema = z.object({ duties: caseShape.duties });

/** Keeps of whom something is due level with the cases that hear of who cannot be reached. */
@Injectable()
export class OwingObserver implements OnModuleInit {
  constructor(
    private readonly observers: CaseObservers,
    private readonly workflows: WorkflowRegistry,
  ) {}

  onModuleInit(): void {
    this.observers.register('case-owing', {
      version: VERSION,
      observe: async (tx, files) => {
        for (const file of files.filter(({ historical }) => !historical)) {
          const rows = this.isListening(file) ? knownIn(openDuties(owingSchema.parse(file.context))) : [];
          await keepOwing(tx, file, rows);
        }
      },
    });
  }

  private isListening({ workflow, version, ended }: CaseFile): boolean {
    const { definition } = this.workflows.get(workflow, version);
    return !ended && Object.hasOwn(definition.commands, UNREACHABLE);
  }
}
