import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../../test/house.ts'
import { openPage, until, writing, type Network } from '../../exam-client/exam-page-fixtures.ts'
import { memoryStore } from '../../exam-client/machine-store.ts'
import { arrangeSitting, examinedClass, minutes, sceneStart, takeSeat } from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const question = { kind: 'judgement', stem: '图中是一个点。', answer: true }

const bank = async () => {
  const one = await examinedClass(house, 1)
  const office = await house.client([{ role: 'office', organisationId: one.officeId }])
  const files = `/api/v1/programmes/${one.programmeId}/exam-media`
  const { hash } = (await office.upload(files, '点.png', png)).body as { hash: string }
  const imported = await office.upload(
    `/api/v1/programmes/${one.programmeId}/question-imports`,
    '题.json',
    Buffer.from(JSON.stringify({ questions: [question] })),
  )
  const [first] = imported.body.questions as { versionId: string; questionId: string }[]
  if (!first) throw new Error('no question')
  const set = (versionId: string, media: object[], by: Client = office) =>
    by.call('POST', `/api/v1/questions/${versionId}/media`, { media })
  return { one, office, files, hash, first, set }
}

describe('what is shown with a question of the bank', () => {
  test('makes another version; sealed papers keep theirs, and taking it off again is a version too', async () => {
    const { one, office, hash, first, set } = await bank()
    const path = `/api/v1/programmes/${one.programmeId}`
    const seal = async (versionId: string) =>
      (await office.call('POST', `${path}/papers`, { title: '卷', items: [{ versionId, points: '1' }] })).body
        .paperId
    const before = await seal(first.versionId)
    const shown = await set(first.versionId, [{ hash, text: ' 一个点 ' }])
    expect(shown).toMatchObject({
      status: 201,
      body: {
        questionId: first.questionId,
        number: 2,
        media: [{ hash, type: 'image/png', text: '一个点' }],
        usedOn: 0,
      },
    })
    const { versionId } = shown.body as { versionId: string }
    expect((await set(versionId, [{ hash, text: '一个点' }])).body.versionId).toBe(versionId)
    const listed = async () => (await office.call('GET', `${path}/questions`)).body.items
    expect(await listed()).toMatchObject([{ versionId, number: 2 }])
    expect((await office.call('GET', `/api/v1/papers/${before}`)).body.questions).toMatchObject([
      { versionId: first.versionId },
    ])
    const bare = await set(versionId, [])
    expect(bare.body).toMatchObject({ number: 3, media: [] })
    // The file it came from brings the newest version that says the same.
    const again = await office.upload(
      `${path}/question-imports`,
      '题.json',
      Buffer.from(JSON.stringify({ questions: [question] })),
    )
    expect(again.body).toMatchObject({
      accepted: 1,
      alreadyKnown: 1,
      questions: [{ versionId: bare.body.versionId }],
    })
    const paper = await seal(versionId)
    expect((await office.call('GET', `/api/v1/papers/${paper}`)).status).toBe(200)
  })

  test('is refused without words, twice, or unknown, and is nobody else’s', async () => {
    const { one, files, hash, first, set } = await bank()
    expect((await set(first.versionId, [{ hash, text: '  ' }])).body).toMatchObject({
      code: 'exam.media-words',
      errors: [{ pointer: '/media/0/text' }],
    })
    const twice = [
      { hash, text: '甲' },
      { hash, text: '乙' },
    ]
    expect((await set(first.versionId, twice)).body.code).toBe('exam.media-twice')
    expect((await set(first.versionId, [{ hash: 'c'.repeat(64), text: '无' }])).body.code).toBe(
      'exam.media-unknown',
    )
    expect((await set(first.versionId, Array(11).fill({ hash, text: '多' }))).status).toBe(400)
    const other = await bank()
    const site = await house.client([{ role: 'invigilator', organisationId: one.siteId }])
    const candidate = await house.client([], one.people[0])
    for (const stranger of [other.office, site, candidate]) {
      expect((await set(first.versionId, [], stranger)).status).toBeGreaterThanOrEqual(403)
      expect((await stranger.call('GET', `${files}/${hash}`)).status).toBeGreaterThanOrEqual(403)
    }
  })

  test('is previewed by its office as it is, and nothing in it runs', async () => {
    const { office, files, hash } = await bank()
    const file = await office.call('GET', `${files}/${hash}`)
    expect([file.status, file.headers['content-type'], file.raw.equals(png)]).toEqual([
      200,
      'image/png',
      true,
    ])
    expect(file.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect((await office.call('GET', `${files}/${'d'.repeat(64)}`)).status).toBe(404)
  })
})

/** A page before the opening of a paper with a picture. */
const beforeTheOpening = async () => {
  house.now = sceneStart
  const { one, office, hash } = await bank()
  const opensAt = new Date(sceneStart.getTime() + minutes(5))
  const sitting = await arrangeSitting(
    house,
    office,
    one,
    { opensAt: opensAt.toISOString(), closesAt: new Date(opensAt.getTime() + minutes(120)).toISOString() },
    undefined,
    [{ ...question, media: [{ hash, type: 'image/png', text: '一个点' }] }],
  )
  const attemptId = sitting.attempts[0]?.attemptId ?? ''
  return { hash, opensAt, attemptId, candidate: await house.client([], one.people[0]) }
}

describe('a file of a sealed paper', () => {
  test('is fetched unreadable before the opening, under a name that does not tell it, and by its candidate alone', async () => {
    const { hash, attemptId, candidate } = await beforeTheOpening()
    const paper = await candidate.call('GET', `/api/v1/attempts/${attemptId}/sealed-paper`)
    const [name] = paper.body.media as string[]
    expect([paper.body.media.length, name === hash]).toEqual([1, false])
    const address = `/api/v1/attempts/${attemptId}/sealed-media`
    const file = await candidate.call('GET', `${address}/${name}`)
    expect([file.status, sha256(file.raw)]).toEqual([200, name])
    expect(file.raw.includes(png)).toBe(false)
    // The file as it is stays shut until the exam is open.
    expect((await candidate.call('GET', `/api/v1/attempts/${attemptId}/media/${hash}`)).body.code).toBe(
      'exam.not-open',
    )
    expect((await candidate.call('GET', `${address}/${hash}`)).status).toBe(404)
    const other = await beforeTheOpening()
    expect((await other.candidate.call('GET', `${address}/${name}`)).status).toBe(404)
  })

  test('is shown after the opening though no network is left, and is what its hash names', async () => {
    const { hash, opensAt, attemptId, candidate } = await beforeTheOpening()
    const network: Network = { mode: 'up' }
    const asked: string[] = []
    const watching: Client = {
      ...candidate,
      call: (method, url, ...rest) => {
        asked.push(url)
        return candidate.call(method, url, ...rest)
      },
    }
    const page = openPage(watching, attemptId, network, memoryStore(), undefined, house.anonymous())
    await until(page, () => asked.some((url) => url.includes('/sealed-media/')))
    house.now = opensAt
    await writing(page)
    network.mode = 'down'
    const address = await page.file({ hash, type: 'image/png' })
    const bytes = Buffer.from(await (await fetch(address ?? '')).arrayBuffer())
    expect(bytes.equals(png)).toBe(true)
    expect(asked.some((url) => url.includes('/media/'))).toBe(false)
    page.dispose()
  })

  test('is fetched at once by a page that came late, and a changed one is not shown', async () => {
    const { hash, opensAt, attemptId, candidate } = await beforeTheOpening()
    house.now = opensAt
    let changed = true
    const wire: Client = {
      ...candidate,
      call: async (method, url, ...rest) => {
        const reply = await candidate.call(method, url, ...rest)
        return changed && url.includes('/media/') ? { ...reply, raw: Buffer.from('another picture') } : reply
      },
    }
    const page = openPage(wire, attemptId, { mode: 'up' }, memoryStore())
    await writing(page)
    expect(await page.file({ hash, type: 'image/png' })).toBeNull()
    changed = false
    let address: string | null = null
    while (address === null) address = await page.file({ hash, type: 'image/png' })
    expect((await (await fetch(address)).arrayBuffer()).byteLength).toBe(png.length)
    page.dispose()
    expect((await takeSeat(candidate, attemptId)).start.body.questions).toHaveLength(5)
  })
})
