import { beforeAll, describe, expect, test } from 'vitest'
import { isId, newId } from '../../src/kernel/id.ts'
import { areas } from '../../src/main/areas.ts'
import type { Endpoint } from '../../src/wire/endpoint.ts'
import { type Answer, type Client, testHouse } from '../house.ts'
import { fieldsOf, fill, type Names } from './sample.ts'
import { type Asked, contentOf, type Watch, watch } from './watch.ts'
import { roleNames, type World, worldOf } from './world.ts'

/**
 * Two cities that have nothing to do with one another. Everybody of the one comes to every endpoint with the ids of the
 * other, and is answered as the access matrix says to somebody who owns nothing of it; then the owners come, and are let in.
 */
const house = testHouse()
const endpoints: readonly Endpoint[] = areas.flatMap((area) => area.routes.map((route) => route.endpoint))
const byId = endpoints.map((endpoint) => [endpoint.id, endpoint] as const)
let home: World
let abroad: World
let ears: Watch
let content: Record<string, string>

beforeAll(async () => {
  home = await worldOf(house)
  abroad = await worldOf(house)
  ears = watch(house.services)
  content = await contentOf(house.services)
})

/** Endpoints that do not ask the spine, and what strangers get there: without signing in, and signed in. */
const offTheSpine: Readonly<Record<string, readonly [number, number]>> = {
  // One's own session, by its cookie.
  'accounts.currentSession': [401, 200],
  // No identity provider is set up here; the sign-on's own tests have one.
  'accounts.readSignOn': [200, 200],
  'accounts.beginSignOn': [409, 409],
  'accounts.returnFromSignOn': [303, 303],
  'accounts.finishSignOn': [409, 409],
  'accounts.beginSignOnLink': [401, 409],
  // Whether there is an office: for whoever opens the first page of an installation.
  'organisations.readSetup': [200, 200],
  // The one token there ever was has been used.
  'organisations.createFirstOffice': [409, 409],
  // decision 0006: the journal is appended to beside the spine.
  'exams.appendEvents': [401, 404],
  // decision 0019: the claim of a page made ready stands for who asks.
  'exams.startByKey': [401, 401],
  // decision 0007: masked, for anybody.
  'certificates.check': [200, 200],
  // No key for it is set here: the VC-API is not there. Its own tests have one.
  'vcApi.issue': [404, 404],
  'vcApi.verifyCredential': [404, 404],
  'vcApi.verifyPresentation': [404, 404],
}

/** Roles that the matrix grants an action over their own, where the thing of this endpoint is never theirs. */
const neverTheirs: Readonly<Record<string, readonly string[]>> = {
  // A site has rooms and sittings, not classes.
  'exams.readArrangement': ['invigilator'],
  // Certificates are theirs, the list of a class is not.
  'certificates.ofClass': ['employer', 'professional'],
  // The holder's and the institution's.
  'audit.certificateHistory': ['district', 'association', 'employer', 'invigilator'],
  // A session that is undone opens nothing.
  'accounts.openSession': roleNames,
  // The pack of this programme has employers check; an association recognises.
  // A district checks only where the rules name the authority (areas/declarations/district-check.test.ts); these name the employer.
  'declarations.read': ['district'],
  'declarations.openEvidence': ['district'],
  'declarations.check': ['association', 'district'],
  // Who holds no role for an organisation has none to hand over.
  'accounts.listColleagues': ['professional'],
  'accounts.delegate': ['professional'],
  // A preview is applied by whoever made it.
  'training.applyRoster': ['office', 'officer2', 'employer'],
}

/** Where "own" means the one who asks, whatever ids come with the request: a class that is open is open to all. */
const aboutTheAsker: Readonly<Record<string, string>> = {
  'training.enrolSelf': 'professional',
  'training.myClasses': 'professional',
  'training.enrolPeople': 'employer',
  'training.previewRoster': 'employer',
  // A sheet is checked in the name of the asker’s own employer.
  'certificates.beginBatchCheck': 'employer',
  // One's own, whoever asks.
  'certificates.wallet': 'professional',
  'training.applyRoster': 'employer',
}

const refusals = [401, 403, 404]

describe('every endpoint keeps strangers out and lets its owners in:', () => {
  test.each(byId)('%s', async (_id, endpoint) => {
    const faults: string[] = []
    for (const [who, client] of [['public', house.anonymous()], ...everybodyOf(abroad)] as const) {
      const visits: Visit[] = []
      for (const names of waysOf(endpoint, home)) visits.push(await visit(client, endpoint, names))
      if (endpoint.multipart)
        for (const [place, names] of waysOf(endpoint, home).entries()) {
          const fileless = await client.call(endpoint.method, fill(endpoint, names).url, { no: 'file' })
          const withFile = (visits[place] as Visit).reply
          if (refusals.includes(withFile.status) && fileless.status !== withFile.status)
            faults.push(`${who}: its file was taken in before it was refused`)
        }
      for (const one of visits)
        faults.push(...strangerFaults(one, who, endpoint).map((fault) => `${who}: ${fault}: ${told(one)}`))
      if (aboutTheAsker[endpoint.id] !== who)
        faults.push(
          ...(await existenceTold(visits[0] as Visit, client, endpoint)).map((fault) => `${who}: ${fault}`),
        )
    }
    await expectUnchanged('a stranger changed something')
    for (const [role, client] of everybodyOf(home)) {
      const visits: Visit[] = []
      for (const names of waysOf(endpoint, home))
        visits.push(await visit(client, endpoint, { ...names, ...home.own[role] }))
      faults.push(...ownerFaults(visits, role, endpoint).map((fault) => `${role} of the house: ${fault}`))
    }
    await expectUnchanged('what was refused, or undone, left a trace')
    expect(faults).toEqual([])
  })
})

describe('people of the same class are nobody else’s to see or to act for:', () => {
  test.each(byId)('%s', async (_id, endpoint) => {
    const faults: string[] = []
    for (const [who, client] of Object.entries(home.neighbours)) {
      for (const names of waysOf(endpoint, home)) {
        const one = await visit(client, endpoint, names)
        const allowed = one.asked.some((question) => question.toStrangers === 'allow')
        const acted =
          endpoint.method !== 'GET' &&
          one.reply.status < 300 &&
          !allowed &&
          aboutTheAsker[endpoint.id] !== who
        const found = [...(acted ? ['acted'] : []), ...leaks(one, allowed ? [] : home.secrets)]
        faults.push(...found.map((fault) => `${who}: ${fault}: ${told(one)}`))
      }
    }
    await expectUnchanged('somebody next door changed something')
    expect(faults).toEqual([])
  })
})

/** Things of others that a command may name: what is open to all, and what the asker has to know to name it. */
const mayBeNamed: Readonly<Record<string, readonly string[]>> = {
  'programme.startApproval': ['programmeId'],
  'programme.recordApproval': ['institutionId'],
  'people.addEmployment': ['employerId'],
  'people.requestEmployment': ['employerId'],
  'people.proposeClass': ['programmeId'],
  // An institution takes whoever comes, from wherever they work; an employer sends its staff to any open class.
  'training.enrolPeople': ['personIds', 'employerId', 'classId'],
  // A question: it answers nothing of what is not the asker's.
  'training.checkSchedule': ['exceptClassId', 'roomId', 'teacherId'],
}

describe('a door of one’s own does not open to what is a stranger’s:', () => {
  test.each(byId.filter(([, endpoint]) => idsOf(endpoint).length > 1))('%s', async (_id, endpoint) => {
    const faults: string[] = []
    for (const [who, client] of everybodyOf(abroad)) {
      for (const field of idsOf(endpoint)) {
        const one = await visit(client, endpoint, withStolen(endpoint, field))
        const allowed = one.asked.some((question) => question.toStrangers === 'allow')
        const done = endpoint.method !== 'GET' && one.reply.status < 300
        const took = done && !allowed && !mayBeNamed[endpoint.id]?.includes(field)
        const found = [
          ...(took ? [`took a stranger’s ${field}`] : []),
          ...leaks(one, allowed ? [] : unsent(one)),
        ]
        faults.push(...found.map((fault) => `${who}: ${fault}: ${told(one)}`))
      }
    }
    expect(faults).toEqual([])
  })
})

/** What no list gives as a place in it: no JSON, no key, keys of other lists. */
const madeUp = ['x', '[]', '"text"', '[null]', '["x","y"]', '["x","y","z"]'].map((text) =>
  Buffer.from(text).toString('base64url'),
)

describe('a made-up place in a list is refused, not taken for its beginning:', () => {
  test.each(byId.filter(([, endpoint]) => endpoint.query && 'cursor' in endpoint.query.properties))(
    '%s',
    async (_id, endpoint) => {
      const answers = new Set<string>()
      for (const [role, client] of everybodyOf(home)) {
        const { request, reply } = await visit(client, endpoint, { ...home.names, ...home.own[role] })
        if (reply.status !== 200) continue
        for (const cursor of madeUp) {
          const url = `${request.url}${request.url.includes('?') ? '&' : '?'}cursor=${cursor}`
          const { status, body } = await client.call('GET', url)
          answers.add(`${status} ${body.code}`)
        }
      }
      expect([...answers]).toEqual(['400 request.cursor'])
    },
  )
})

/** Everything of the house that did not come with the request. */
const unsent = ({ request }: Visit): string[] => {
  const sent = request.url + JSON.stringify(request.body)
  return everythingOf(home).filter((known) => !sent.includes(known))
}

/** Fields of an endpoint that name things of a world. */
const idsOf = (endpoint: Endpoint): string[] => [...fieldsOf(endpoint)].filter((field) => /Ids?$/.test(field))

/** The names of the one's own world, with what this field names put in from the other, wherever it stands. */
const withStolen = (endpoint: Endpoint, field: string): Names => {
  const name = [`${endpoint.id.split('.')[0]}.${field}`, field].find((one) => one in home.names)
  if (!name) return abroad.names
  const [own, other] = [abroad.names[name], home.names[name]].map((value) => String(value))
  return JSON.parse(JSON.stringify(abroad.names).replaceAll(own as string, other as string)) as Names
}

const expectUnchanged = async (message: string): Promise<void> => {
  const before = content
  content = await contentOf(house.services)
  expect(content, message).toEqual(before)
}

/** What is wrong with the answer to somebody of another city. */
const strangerFaults = (one: Visit, who: string, endpoint: Endpoint): string[] => {
  const { status } = one.reply
  if (broken.includes(status)) return ['not judged by access']
  const expected = expectedOf(one, who, endpoint)
  if (expected && !expected.includes(status)) return [`wanted ${expected.join(' or ')}`]
  return leaks(one, secretFrom(one, endpoint))
}

/** Statuses the matrix gives a stranger; `undefined` where it lets them in. */
const expectedOf = ({ asked }: Visit, who: string, endpoint: Endpoint): readonly number[] | undefined => {
  const known = offTheSpine[endpoint.id]
  if (known && asked.length === 0) return [known[who === 'public' ? 0 : 1]]
  if (who === 'public' && endpoint.audience !== 'public') return [401]
  if (asked.length === 0) return [Number.NaN]
  // One's own account: whatever else is named belongs to somebody.
  if (asked.every((question) => question.action === 'account.self'))
    return endpoint.params ? [404] : undefined
  if (aboutTheAsker[endpoint.id] === who) return undefined
  const forbidden = asked.find((question) =>
    question.list ? !question.held : question.toStrangers !== 'allow',
  )
  if (!forbidden) return undefined
  if (who === 'public') return [401]
  return forbidden.list || forbidden.toStrangers === 'deny' ? [403, 404] : [404]
}

/** What may not be in a reply: to a refusal or a list of one's own nothing of the house; to what all may see, nothing of its people. */
const secretFrom = ({ asked, reply }: Visit, endpoint: Endpoint): readonly string[] => {
  const nothing = everythingOf(home)
  if (refusals.includes(reply.status) || aboutTheAsker[endpoint.id]) return nothing
  if (asked.every((question) => question.toAll)) return home.secrets
  return asked.some((question) => question.toStrangers === 'allow') ? [] : nothing
}

const everythingOf = (world: World): string[] => [
  ...world.secrets,
  ...Object.values(world.names).filter((value): value is string => typeof value === 'string' && isId(value)),
]

const leaks = (one: Visit, secrets: readonly string[]): string[] => {
  const text = one.reply.raw.toString('utf8')
  return secrets.filter((secret) => text.includes(secret)).map((secret) => `tells ${secret}`)
}

/** A refusal of what is there reads like one of what is not. */
const existenceTold = async (there: Visit, client: Client, endpoint: Endpoint): Promise<string[]> => {
  if (![...fieldsOf(endpoint)].some((field) => field === 'number' || /Ids?$/.test(field))) return []
  if (![401, 404].includes(there.reply.status)) return []
  const not = await visit(client, endpoint, unknownOf(home.names))
  const same =
    not.reply.status === there.reply.status &&
    JSON.stringify({ ...not.reply.body, requestId: '' }) ===
      JSON.stringify({ ...there.reply.body, requestId: '' })
  return same ? [] : [`tells what exists: ${told(there)} but ${told(not)}`]
}

const unknownOf = (names: Names): Names =>
  Object.fromEntries(
    Object.entries(names).map(([name, value]) => [
      name,
      typeof value === 'string' && isId(value) ? newId() : name === 'number' ? 'SH6532026999999A' : value,
    ]),
  )

/** What is wrong with the answers to somebody of the house itself. */
const ownerFaults = (visits: readonly Visit[], role: string, endpoint: Endpoint): string[] => {
  const faults = visits
    .filter((one) => broken.includes(one.reply.status))
    .map((one) => `not judged by access: ${told(one)}`)
  const trespasses = visits.filter(
    (one) => one.asked.some((question) => !question.held) && !refusals.includes(one.reply.status),
  )
  faults.push(...trespasses.map((one) => `the role has no such right: ${told(one)}`))
  const held = visits.some((one) => one.asked.length > 0 && one.asked.every((question) => question.held))
  const refused = visits.every((one) => refusals.includes(one.reply.status))
  if (held && refused && !neverTheirs[endpoint.id]?.includes(role))
    faults.push(`kept out of what is theirs: ${visits.map(told).join('\n')}`)
  return faults
}

/** A request our own test got wrong, or a fault of the server. */
const broken = [400, 415, 500]

interface Visit {
  readonly request: { readonly url: string; readonly body: object | undefined }
  readonly asked: readonly Asked[]
  readonly reply: Answer
}

const visit = async (client: Client, endpoint: Endpoint, names: Names): Promise<Visit> => {
  const request = fill(endpoint, names)
  ears.take()
  const reply = endpoint.multipart
    ? await client.upload(request.url, '名单.csv', Buffer.from('姓名,身份证号\r\n'))
    : await client.call(endpoint.method, request.url, request.body)
  return { request, asked: ears.take(), reply }
}

/** The ways in which an endpoint can name things of a world. */
const waysOf = (endpoint: Endpoint, world: World): Names[] => {
  const fields = fieldsOf(endpoint)
  const named = (names: Names) =>
    Object.keys(names).some((name) => name === endpoint.id || fields.has(name.split('.').at(-1) ?? ''))
  return [world.names, ...world.others.filter(named).map((other) => ({ ...world.names, ...other }))]
}

const everybodyOf = (world: World) => roleNames.map((role) => [role, world.clients[role]] as const)

const told = ({ request, reply, asked }: Visit): string =>
  `${request.url} ${JSON.stringify(request.body)} → ${reply.status} ${JSON.stringify(reply.body).slice(0, 300)}, asked for ${asked.map((question) => question.action).join(', ')}`
