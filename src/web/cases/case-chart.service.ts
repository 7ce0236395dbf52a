import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { type CaseFile, WorkflowRegistry } from '../../engine/index.js';
import { frameOf } from '../../platform/http/frame.js';
import { PageRenderer, directionOf } from '../../platform/http/page-renderer.js';
import { drawStatechart, statechartList } from '../statechart/index.js';

/** The procedure of a case as a picture and in words, both HTML, with the states it is in marked. */
export interface CaseChart {
  readonly picture: string;
  readonly list: string;
}

/** Draws where a case stands. */
@Injectable()
export class CaseCharts {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly pages: PageRenderer,
  ) {}

  /** @returns the machine of the version that the case is pinned to, in the language of whoever gets the answer */
  async of(file: CaseFile, response: Response): Promise<CaseChart> {
    const { definition: workflow } = this.workflows.get(file.workflow, file.version);
    const { phraseText: words, t } = this.pages.words(response);
    const drawn = { workflow, active: [file.state], words };
    const dir = directionOf(frameOf(response).language);
    return {
      picture: await drawStatechart({ ...drawn, dir, title: t('cases.chart') }),
      list: statechartList(drawn),
    };
  }
}
