import type { TObject, TSchema } from 'typebox'
import type { Endpoint } from '../../wire/endpoint.ts'
import { ProblemDocument } from '../../wire/problem-document.ts'
import { serverOperations } from './server-operations.ts'

type Schema = { [key: string]: unknown }

/** OpenAPI document of a list of endpoints; 3.1 carries the schemas as they are, 3.0 is a twin for older generators. */
export const openapi = (endpoints: readonly Endpoint[], version: '3.1.0' | '3.0.3' = '3.1.0'): object => {
  const shape = (schema: TSchema): Schema =>
    version === '3.1.0' ? plain(schema) : (nullable(plain(schema)) as Schema)
  const paths: Record<string, Record<string, unknown>> = { ...serverOperations }
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)(\([^)]*\))?/g, '{$1}')
    paths[path] ??= {}
    paths[path][endpoint.method.toLowerCase()] = operation(endpoint, shape)
  }
  return {
    openapi: version,
    info: {
      title: 'Zhixin 知新',
      version: '1',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: shape(ProblemDocument) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'zhixin_session',
          description: 'Set by signing in.',
        },
        csrf: {
          type: 'apiKey',
          in: 'header',
          name: 'x-csrf-token',
          description: 'The `csrf` of the session: asked of everything but GET, of sessions alone.',
        },
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A key made by an account for one of its roles, narrowed to scopes (accounts.listKeyScopes); never together with a session.',
        },
        service: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key of ZHIXIN_VC_API_KEY; without that setting there is no VC-API.',
        },
      },
    },
  }
}

const security: Readonly<Record<Endpoint['audience'], readonly Schema[]>> = {
  public: [],
  'signed-in': [{ session: [], csrf: [] }, { key: [] }],
  session: [{ session: [], csrf: [] }],
  service: [{ service: [] }],
}

const operation = (endpoint: Endpoint, shape: (schema: TSchema) => Schema): Schema => {
  const content = Object.fromEntries(
    (endpoint.produces ?? ['application/json']).map((type) => [
      type,
      /[/+]json$/.test(type) || type === 'application/vc' ? { schema: shape(endpoint.reply) } : {},
    ]),
  )
  return {
    operationId: endpoint.id,
    tags: [endpoint.id.split('.')[0]],
    summary: endpoint.title.en,
    description: endpoint.title.zh,
    parameters: [
      ...parameters('path', endpoint.params, shape),
      ...parameters('query', endpoint.query, shape),
      ...keyHeader(endpoint),
    ],
    security: security[endpoint.audience],
    ...requestBody(endpoint, shape),
    responses: {
      [endpoint.status ?? 200]: { description: 'done', ...(endpoint.status === 204 ? {} : { content }) },
      default: {
        description: 'refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const requestBody = (endpoint: Endpoint, shape: (schema: TSchema) => Schema): Schema => {
  if (endpoint.multipart) {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  return endpoint.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: shape(endpoint.body) } } } }
    : {}
}

const keyHeader = (endpoint: Endpoint): Schema[] =>
  endpoint.method === 'GET'
    ? []
    : [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]

const parameters = (
  where: 'path' | 'query',
  schema: TObject | undefined,
  shape: (schema: TSchema) => Schema,
): Schema[] => {
  if (!schema) return []
  const whole = shape(schema) as { properties?: Record<string, unknown>; required?: string[] }
  return Object.entries(whole.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (whole.required?.includes(name) ?? false),
    schema: property,
  }))
}

/** TypeBox keeps its kinds under non-enumerable or tilde keys; JSON drops them. */
const plain = (schema: TSchema): Schema =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key.startsWith('~') ? undefined : value)),
  ) as Schema

/** `anyOf [X, null]` → X with `nullable`, `const` → one-value `enum`: the 3.0 way of saying the same. */
const nullable = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(nullable)
  if (typeof schema !== 'object' || schema === null) return schema
  const { anyOf, const: constant, ...rest } = schema as { anyOf?: Schema[]; const?: unknown } & Schema
  const mapped = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === 'properties' ? eachNullable(value) : nullable(value),
    ]),
  )
  if (constant !== undefined) return { ...mapped, enum: [constant] }
  if (!anyOf) return mapped
  const others = anyOf.filter((one) => one['type'] !== 'null').map(nullable) as Schema[]
  const isNullable = others.length < anyOf.length
  if (others.length === 1) return { ...mapped, ...others[0], ...(isNullable ? { nullable: true } : {}) }
  return { ...mapped, anyOf: others, ...(isNullable ? { nullable: true } : {}) }
}

/** Properties are named by the contract, and one may well be called `anyOf`. */
const eachNullable = (properties: unknown): unknown =>
  Object.fromEntries(Object.entries(properties as Schema).map(([name, schema]) => [name, nullable(schema)]))
