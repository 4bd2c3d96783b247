import { fastify } from 'fastify'
import pg from 'pg'

/** The reference: a bare Fastify route that does one select and replies with its rows, nothing else. */
interface Order {
  readonly databaseUrl: string
  /** With one statement of one value, the value is the address's last part; of several, one is taken at random. */
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[]
  readonly byNumber: boolean
}

process.once('message', async (order: Order) => {
  pg.types.setTypeParser(1082, (text) => text)
  const pool = new pg.Pool({ connectionString: order.databaseUrl, max: 16 })
  const texts = [...new Set(order.statements.map(({ text }) => text))]
  const prepared = new Map(texts.map((text, index) => [text, index]))
  const app = fastify({ logger: false })
  app.get('/verify/:number', async (request) => {
    const at = order.byNumber ? 0 : Math.floor(Math.random() * order.statements.length)
    const statement = order.statements[at] as Order['statements'][number]
    const values = order.byNumber ? [(request.params as { number: string }).number] : [...statement.values]
    const { rows } = await pool.query({
      name: `bare-${prepared.get(statement.text)}`,
      text: statement.text,
      values,
    })
    return order.byNumber ? rows[0] : { items: rows }
  })
  process.send?.({ address: await app.listen({ host: '127.0.0.1', port: 0 }) })
})
