import { beforeAll, describe, expect, test } from 'vitest'
import { actionTable, isForKeys, policyOf, scopeGroups, type Action } from '../../src/access/index.ts'
import { areas } from '../../src/main/areas.ts'
import type { Endpoint } from '../../src/wire/endpoint.ts'
import { type Answer, type Client, testHouse } from '../house.ts'
import { keyOf } from './keyed.ts'
import { fill, type Names } from './sample.ts'
import { contentOf, type Watch, watch } from './watch.ts'
import { roleNames, type World, worldOf } from './world.ts'

/**
 * Everybody of a city, and their neighbours, come to every endpoint twice: signed in, and with a key. A key for everything
 * is answered as its owner is, save where keys have no part; a key for next to nothing is told so.
 */
const house = testHouse()
const endpoints: readonly Endpoint[] = areas.flatMap((area) => area.routes.map((route) => route.endpoint))
const byId = endpoints.map((endpoint) => [endpoint.id, endpoint] as const)
/** Every scope there is, also those that are given by name alone. */
const everything = [
  ...scopeGroups.map(({ scope }) => scope),
  ...(Object.keys(actionTable) as Action[]).filter(isForKeys),
]

interface Visitor {
  readonly who: string
  readonly names: Names
  readonly signedIn: Client
  /** With a key for everything, and with one for reading histories alone. */
  readonly whole: Client
  readonly narrow: Client
}

let visitors: Visitor[] = []
let ears: Watch
let content: Record<string, string>

beforeAll(async () => {
  const world = await worldOf(house)
  visitors = await visitorsOf(world)
  // A first use is noted on the key; the world's clock stands still after it.
  for (const { whole, narrow } of visitors)
    for (const by of [whole, narrow]) expect((await by.call('GET', '/api/v1/catalogue')).status).toBe(200)
  ears = watch(house.services)
  content = await contentOf(house.services)
})

const visitorsOf = (world: World): Promise<Visitor[]> =>
  Promise.all(
    [
      // The second officer's keys are as the first's.
      ...roleNames
        .filter((role) => role !== 'officer2')
        .map((role) => [role, world.clients[role], world.own[role]] as const),
      ...Object.entries(world.neighbours).map(([role, client]) => [`${role} next door`, client, {}] as const),
    ].map(async ([who, signedIn, own]) => ({
      who,
      names: { ...world.names, ...own },
      signedIn,
      whole: (await keyOf(house, signedIn, everything)).by,
      narrow: (await keyOf(house, signedIn, ['audit:read'])).by,
    })),
  )

/** Endpoints that do not ask the spine, and how a key fares there. */
const offTheSpine: Readonly<Record<string, readonly [number, string]>> = {
  // decision 0006: the journal is appended to beside the spine, by the candidate in person.
  'exams.appendEvents': [404, 'not-found'],
  // decision 0019: the claim of a page made ready stands for who asks.
  'exams.startByKey': [401, 'exam.claim-refused'],
}

describe('every endpoint answers a key for everything as it answers its owner, and one for next to nothing that it is not for this:', () => {
  test.each(byId)('%s', async (_id, endpoint) => {
    const faults: string[] = []
    for (const { who, names, signedIn, whole, narrow } of visitors) {
      const before = await visit(signedIn, endpoint, names)
      for (const [key, by, expected] of [
        ['whole', whole, expectedOf(endpoint, before)],
        ['narrow', narrow, refusedOf(endpoint, before)],
      ] as const) {
        const { reply } = await visit(by, endpoint, names)
        if (told(reply) !== expected) faults.push(`${who}, ${key} key: ${told(reply)}, wanted ${expected}`)
      }
      // Whether a request is well made is told to nobody who may not make it.
      const refused = refusedOf(endpoint, before)
      if (endpoint.method === 'GET' || endpoint.audience === 'public' || !refused.startsWith('403 access.'))
        continue
      const broken = told(
        await narrow.call(endpoint.method, fill(endpoint, names).url, ['nothing asked for']),
      )
      if (broken !== refused) faults.push(`${who}, narrow key, broken: ${broken}, wanted ${refused}`)
    }
    const before = content
    content = await contentOf(house.services)
    expect(content, 'what was refused, or undone, left a trace').toEqual(before)
    expect(faults).toEqual([])
  })
})

const refusedOf = (endpoint: Endpoint, before: Visit): string =>
  before.asked.some(needsScope) && endpoint.audience !== 'session'
    ? `403 access.${before.asked.every(isForKeys) ? 'key-scope' : 'session-only'}`
    : expectedOf(endpoint, before)

const needsScope = (action: Action): boolean =>
  action !== 'audit.read' && !(isForKeys(action) && policyOf(action).grants.some(({ to }) => to === 'anyone'))

interface Visit {
  readonly asked: readonly Action[]
  readonly reply: Answer
}

const visit = async (client: Client, endpoint: Endpoint, names: Names): Promise<Visit> => {
  const { url, body } = fill(endpoint, names)
  ears.take()
  const reply = endpoint.multipart
    ? await client.upload(url, '名单.csv', Buffer.from('姓名,身份证号\r\n'))
    : await client.call(endpoint.method, url, body)
  return { reply, asked: ears.take().map(({ action }) => action) }
}

const expectedOf = (endpoint: Endpoint, { asked, reply }: Visit): string => {
  if (endpoint.audience === 'session') return '403 access.session-only'
  const known = offTheSpine[endpoint.id]
  if (known) return known.join(' ')
  return asked.every(isForKeys) ? told(reply) : '403 access.session-only'
}

const told = ({ status, body }: Answer): string => [status, body.code].filter(Boolean).join(' ')
