import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'

/** The INSERT of the journal from a bare script: so many connections, three events a statement, nothing else. */
interface Order {
  readonly databaseUrl: string
  readonly connections: number
}

process.once('message', async ({ databaseUrl, connections }: Order) => {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  process.on('message', async ({ seconds }: { seconds: number }) => {
    const ends = performance.now() + seconds * 1000
    let n = 0
    await Promise.all(
      clients.map(async (client) => {
        const attempt = randomUUID()
        for (let seq = 1; performance.now() < ends; seq += 3) {
          await client.query({ name: 'append', text, values: threeEvents(attempt, seq) })
          n += 1
        }
      }),
    )
    process.send?.({ rps: n / seconds, n })
  })
  process.send?.({ address: '' })
})

const text = `insert into response_event (attempt_id, epoch, seq, slot, type, body, mono, wall, origin_epoch, origin_seq, prev, hash, received_at)
  select id, epoch, seq, slot, type, body::jsonb, mono, wall, null, null, decode(prev, 'hex'), decode(hash, 'hex'), now()
  from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[], $10::text[])
    as given (id, epoch, seq, slot, type, body, mono, wall, prev, hash)
  on conflict do nothing`

const hash = createHash('sha256').update('bare').digest('hex')
const body = JSON.stringify({ options: ['0123456789'] })
const threeEvents = (attempt: string, seq: number): unknown[] => {
  const three = <T>(one: T): T[] => [one, one, one]
  const wall = Date.now()
  return [
    three(attempt),
    three(1),
    [seq, seq + 1, seq + 2],
    three(`q${(seq % 40) + 1}`),
    three('answer'),
    three(body),
    three(wall % 1_000_000),
    three(wall),
    three(hash),
    three(hash),
  ]
}
