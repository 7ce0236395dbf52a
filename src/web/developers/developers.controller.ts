import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError } from '../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { SCOPES } from '../../platform/http/scope.js';
import { openApiDocument } from '../../modules/openapi/index.js';
import { type OperationGroup, describeGroups } from './api-description.js';

/** The page of documentation of the REST API, made of its own description; for everybody, as the description is. */
@Controller('developers')
export class DevelopersController {
  private described: readonly OperationGroup[] | undefined;

  constructor(
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  @Get()
  index(@Res() response: Response): void {
    this.pages.send(response, 'developers.njk', {
      title: this.pages.words(response).t('developers.title'),
      groups: this.groups,
      scopes: Object.entries(SCOPES),
      base: this.configuration.publicUrl,
    });
  }

  @Get(':group')
  list(@Param('group') slug: string, @Res() response: Response): void {
    const group = this.requireGroup(slug);
    const { t } = this.pages.words(response);
    this.pages.send(response, 'developers-group.njk', {
      title: t('developers.of', { name: group.name }),
      group,
    });
  }

  @Get(':group/:operation')
  show(@Param('group') slug: string, @Param('operation') id: string, @Res() response: Response): void {
    const group = this.requireGroup(slug);
    const operation = group.operations.find((one) => one.id === id);
    if (!operation) throw unknown('operation');
    this.pages.send(response, 'developers-operation.njk', { title: operation.summary, group, operation });
  }

  /** The description takes a second to make: for the first reader, not at every start. */
  private get groups(): readonly OperationGroup[] {
    return (this.described ??= describeGroups(openApiDocument(), this.configuration.publicUrl));
  }

  private requireGroup(slug: string): OperationGroup {
    const group = this.groups.find((one) => one.slug === slug);
    if (!group) throw unknown('group of operations');
    return group;
  }
}

function unknown(what: string): DomainError {
  return new DomainError(
    'developers.unknown',
    'not-found',
    `There is no such ${what}. The start of the documentation lists them.`,
  );
}
