type Operation = { readonly [key: string]: unknown }

const operation = (
  id: string,
  [zh, en]: readonly [zh: string, en: string],
  content: Operation,
  more: Operation = {},
): Operation => ({
  operationId: `server.${id}`,
  tags: ['server'],
  summary: en,
  description: zh,
  parameters: [],
  security: [],
  responses: { 200: { description: 'done', content }, ...more },
})

const status = (word: string): Operation => ({
  'application/json': {
    schema: {
      type: 'object',
      required: ['status'],
      properties: { status: { type: 'string', enum: [word] } },
    },
  },
})

/** What every server answers beside its endpoints, for whoever runs it: see `buildHttp`, which registers them. */
export const serverOperations: Readonly<Record<string, { readonly get: Operation }>> = {
  '/healthz': { get: operation('alive', ['进程是否存活', 'Whether the process is alive'], status('alive')) },
  '/readyz': {
    get: operation(
      'ready',
      ['是否已完成迁移并能应答', 'Whether it is migrated and able to answer'],
      status('ready'),
      {
        503: {
          description: 'not yet, or no longer',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    ),
  },
  '/metrics': {
    get: operation(
      'metrics',
      ['运行指标（Prometheus 文本格式）', 'Metrics in the text format of Prometheus'],
      {
        'text/plain': { schema: { type: 'string' } },
      },
    ),
  },
  '/openapi.json': {
    get: operation('openapi', ['本接口文档（OpenAPI 3.1）', 'This document (OpenAPI 3.1)'], {
      'application/json': { schema: { type: 'object', additionalProperties: true } },
    }),
  },
}
