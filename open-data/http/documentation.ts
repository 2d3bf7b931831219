import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { referredOnly } from './components.ts';

const DESCRIPTION =
  'Readings of open-hardware kits, with the project, organisation and place each comes from. Times are RFC 3339 in UTC, positions are the published ones, values are in the unit of their phenomenon.';

const TAGS = [
  { name: 'readings', description: 'Values: the newest, stored ones, over time, as they come' },
  { name: 'kits', description: 'Kits, and what became of their messages' },
  { name: 'projects', description: 'Projects and the organisations behind them' },
  { name: 'places', description: 'Where kits are' },
  { name: 'reference', description: 'What comes with the program' },
  { name: 'writing', description: "With the administrator's token, or over the Unix socket" },
  { name: 'makers', description: "With the kit's own credential, or the administrator's" },
  { name: 'quarantine', description: 'Messages that are kept aside, for the administrator' },
  { name: 'health', description: 'How the server is doing' },
];

/** The policy of the pages under /docs: Swagger UI sets styles on its elements and draws inline images. */
const DOCS_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

/** OpenAPI 3.1 of every route registered on the server from here on, at `/openapi.json`, browsable under `/docs`. */
export async function documentApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Superilla',
        version: '1',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: TAGS,
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          administrator: { type: 'http', scheme: 'bearer', description: "The administrator's token" },
          kit: { type: 'http', scheme: 'basic', description: "The kit's id and token" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => referredOnly(jsonSchemaTransformObject(document)),
  });
  await server.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCS_POLICY });
  server.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').type('application/json');
    return JSON.stringify(server.swagger());
  });
}
