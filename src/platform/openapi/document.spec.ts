import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { describeApi } from './document.js';
import type { ApiRoute } from './route.js';

const INFO = { title: 'Test', version: '1', description: '' };
const thing: ApiRoute = {
  method: 'get',
  path: '/api/things/{id}',
  operationId: 'showThing',
  tag: 'things',
  summary: 'A thing',
  open: 'public',
  answers: [{ status: 200, description: 'The thing.' }],
};

function operationOf(route: ApiRoute): object {
  const { paths } = describeApi(INFO, [route]) as { paths: Record<string, Record<string, object>> };
  return paths[route.path]?.[route.method] ?? {};
}

describe('a description of routes', () => {
  it('says of a path parameter what its schema says, else that it is text', () => {
    expect(operationOf(thing)).toMatchObject({
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    });
    const office = z.enum(['chair', 'secretariat']);
    expect(operationOf({ ...thing, pathSchemas: { id: office } })).toMatchObject({
      parameters: [{ schema: { type: 'string', enum: ['chair', 'secretariat'] } }],
    });
  });

  it('asks for a query field only where the schema does', () => {
    const query = z.strictObject({ at: z.string(), limit: z.coerce.number().optional() });
    expect(operationOf({ ...thing, path: '/api/things', query })).toMatchObject({
      parameters: [
        { name: 'at', in: 'query', required: true },
        { name: 'limit', in: 'query', required: false },
      ],
    });
  });

  it('takes the input as it is sent: before defaults and transformations', () => {
    const body = z.strictObject({
      note: z
        .string()
        .default('')
        .transform((text) => text.length),
    });
    expect(operationOf({ ...thing, method: 'post', body })).toMatchObject({
      requestBody: {
        content: {
          'application/json': {
            schema: { properties: { note: { type: 'string', default: '' } }, additionalProperties: false },
          },
        },
      },
    });
  });

  it.each([
    ['public', [], ['200', '400', '404', '503', 'default']],
    ['signed-in', [{ session: [] }, { bearer: [] }], ['200', '400', '401', '404', '503', 'default']],
    [['chair'], [{ session: [] }, { bearer: [] }], ['200', '400', '401', '403', '404', '503', 'default']],
    [
      'mail-server',
      [{ mailServer: [] }, { session: [] }, { bearer: [] }],
      ['200', '400', '403', '404', '503', 'default'],
    ],
  ] as const)('open to %j names its keys and its errors', (open, security, responses) => {
    const operation = operationOf({ ...thing, open }) as { security: object; responses: object };
    expect(operation.security).toEqual(security);
    expect(Object.keys(operation.responses)).toEqual(responses);
  });

  it('names the scope that a token needs, and that it may be wanting', () => {
    expect(operationOf({ ...thing, open: 'signed-in', scope: 'things:read' })).toMatchObject({
      security: [{ session: [] }, { bearer: [] }, { token: ['things:read'] }],
      responses: { 403: {} },
    });
    expect(operationOf({ ...thing, open: ['chair'], scope: null })).toMatchObject({
      security: [{ session: [] }, { bearer: [] }],
    });
  });

  it('puts a named answer in one place', () => {
    const answer = {
      status: 200,
      description: 'It.',
      schema: z.object({ a: z.int() }),
      name: 'Thing',
    } as const;
    const document = describeApi(INFO, [{ ...thing, answers: [answer] }]);
    expect(document).toMatchObject({
      components: { schemas: { Thing: { type: 'object', required: ['a'] } } },
    });
    expect(JSON.stringify(document['paths'])).toContain('#/components/schemas/Thing');
  });

  it('refuses one route or one operation id twice', () => {
    expect(() => describeApi(INFO, [thing, { ...thing, operationId: 'other' }])).toThrow(
      '«get /api/things/{id}» is described twice',
    );
    expect(() => describeApi(INFO, [thing, { ...thing, path: '/api/others/{id}' }])).toThrow(
      '«showThing» is described twice',
    );
  });
});
