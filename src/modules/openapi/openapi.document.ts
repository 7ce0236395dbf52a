import { type ScopeGroup, scopeFor } from '../../platform/http/scope.js';
import { type ApiRoute, describeApi } from '../../platform/openapi/index.js';
import { caseworkRoutes } from './casework.routes.js';
import { boardRoutes } from './board.routes.js';
import { mandatesRoutes } from './mandates.routes.js';
import { noticesRoutes } from './notices.routes.js';
import { organsRoutes } from './organs.routes.js';
import { compendiumRoutes } from './compendium.routes.js';
import { plenaryRoutes } from './plenary.routes.js';
import { operationsRoutes } from './operations.routes.js';
import { registryRoutes } from './registry.routes.js';
import { successionRoutes } from './successions.routes.js';
import { tokensRoutes } from './tokens.routes.js';
import { webhooksRoutes } from './webhooks.routes.js';
import { writtenProcedureRoutes } from './written-procedures.routes.js';

const INFO = {
  title: 'Plenum',
  /** of the interface, which keeps its promises within /api/v1; not of the program */
  version: '1.0.0',
  description:
    'Written procedures of international bodies. A command is stamped by the database’s clock when it comes in, and that instant decides whether it is in time. Errors are problem details (RFC 9457).',
};

/** Every route under /api. A test holds it against the routes that are really served. */
export const apiRoutes: readonly ApiRoute[] = [
  ...scoped('cases', writtenProcedureRoutes),
  ...scoped('registry', registryRoutes),
  ...scoped('registry', organsRoutes),
  ...scoped('compendium', compendiumRoutes),
  ...scoped('cases', plenaryRoutes),
  ...scoped('cases', mandatesRoutes),
  ...scoped('mails', noticesRoutes),
  ...scoped('cases', successionRoutes),
  ...scoped('cases', caseworkRoutes),
  ...scoped('board', boardRoutes),
  ...scoped('webhooks', webhooksRoutes),
  ...tokensRoutes,
  ...scoped('operations', operationsRoutes),
];

/** @returns the routes with the scope that a token needs for each, as `@Scoped` has it; a test holds one against the other */
function scoped(group: ScopeGroup, routes: readonly ApiRoute[]): readonly ApiRoute[] {
  return routes.map((route) => {
    const of = route.tag === 'mails' ? 'mails' : group; // the mail log is described beside the operations
    return { ...route, scope: scopeFor(of, route.method) };
  });
}

let made: object | undefined;

/** @returns the description of the API, OpenAPI 3.1, as plain JSON; made of the schemas that parse the input, when first asked for */
export function openApiDocument(): object {
  return (made ??= describeApi(INFO, apiRoutes));
}
