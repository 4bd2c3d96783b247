import { describe, expect, test } from 'vitest'
import { testHouse } from '../../test/house.ts'
import { minutes, scene, sceneStart } from '../areas/exams/exam-fixtures.ts'
import { openPage, until, writing, type Network } from './exam-page-fixtures.ts'
import type { ExamSession } from './exam-session.ts'
import { memoryStore, type MachineStore } from './machine-store.ts'
import { fetchIn } from './prepared-start.ts'

const house = testHouse({ worker: false, now: sceneStart })
const opensAt = new Date(sceneStart.getTime() + minutes(1))

const waitingPage = async (store: MachineStore, network: Network = { mode: 'up' }) => {
  const { candidate, attempt } = await scene(house, 1, {
    opensAt: opensAt.toISOString(),
    closesAt: new Date(opensAt.getTime() + minutes(120)).toISOString(),
  })
  const client = await candidate(0)
  const page = openPage(client, attempt(0), network, store, undefined, house.anonymous())
  await until(page, () => page.state().prepared)
  return { page, client, attemptId: attempt(0) }
}
const epochOf = async (page: ExamSession) => {
  await until(page, () => page.state().saving.atCentre)
  return page.state()
}
const notesOf = async (client: Awaited<ReturnType<typeof waitingPage>>['client'], attemptId: string) =>
  (await client.call('GET', `/api/v1/attempts/${attemptId}/journal`)).body.items

describe('a paper fetched before the start', () => {
  test('is on the machine, unreadable, and opens with the key in the epoch that was granted beforehand', async () => {
    const store = { ...memoryStore(), durable: true }
    const { page, client, attemptId } = await waitingPage(store)
    expect(JSON.stringify(await store.sealedPaper(attemptId))).not.toContain('学时')
    expect(page.state().paper).toEqual([])
    house.now = opensAt
    await writing(page)
    expect(
      page
        .state()
        .paper.map(({ stem }) => stem)
        .toSorted(),
    ).toEqual(
      ['一学时是多少分钟？', '哪些属于信息领域？', '每年学习不少于 72 学时。', '证书不可查验。'].toSorted(),
    )
    const [question] = page.state().paper
    page.choose(question?.slot ?? '', [question?.options[0]?.id ?? ''])
    expect((await epochOf(page)).mustIdentify).toBe(false)
    const items = await notesOf(client, attemptId)
    expect(items.every((item: { epoch: number; counts: boolean }) => item.epoch === 1 && item.counts)).toBe(
      true,
    )
    page.dispose()
  })

  test('is refused by its hash when somebody changed it on the machine; a sound one is fetched and the centre told', async () => {
    const store = { ...memoryStore(), durable: true }
    const { page, client, attemptId } = await waitingPage(store)
    const sealed = await store.sealedPaper(attemptId)
    if (!sealed) throw new Error('no paper')
    await store.keepSealedPaper(attemptId, { ...sealed, form: `${sealed.form.slice(0, -8)}AAAAAAA=` })
    house.now = opensAt
    await writing(page)
    expect(page.state().paper).toHaveLength(4)
    await epochOf(page)
    const items = await notesOf(client, attemptId)
    expect(items.filter((item: { type: string }) => item.type === 'note')).toMatchObject([
      { body: { code: 'sealed-paper-refused' } },
    ])
    page.dispose()
  })

  test('is not fetched by a browser that may not sit the exam: it is told so while there is time to open another', async () => {
    const { candidate, attempt } = await scene(house, 1, {
      opensAt: opensAt.toISOString(),
      closesAt: new Date(opensAt.getTime() + minutes(120)).toISOString(),
      configKeys: ['ab'.repeat(32)],
    })
    const store = { ...memoryStore(), durable: true }
    const page = openPage(await candidate(0), attempt(0), { mode: 'up' }, store, undefined, house.anonymous())
    await until(page, () => page.state().phase === 'closed')
    expect(page.state().refusal?.code).toBe('exam.browser-refused')
    expect(await store.sealedPaper(attempt(0))).toBeNull()
    page.dispose()
  })

  test('is asked for again when the reply with the key was lost, and time is counted from the first', async () => {
    const network: Network = { mode: 'up' }
    const { page } = await waitingPage({ ...memoryStore(), durable: true }, network)
    house.now = opensAt
    network.mode = 'deaf'
    void page.start()
    await until(page, () => page.state().saving.link === 'down')
    house.now = new Date(opensAt.getTime() + 4000)
    network.mode = 'up'
    await writing(page)
    expect(page.state().deadline).toBe(opensAt.getTime() + minutes(60))
    page.dispose()
  })

  test('is fetched at another moment by every seat, within two minutes and before the opening', () => {
    for (const random of [0, 0.5, 0.999]) {
      expect(fetchIn(minutes(40), random)).toBeGreaterThanOrEqual(minutes(10))
      expect(fetchIn(minutes(40), random)).toBeLessThanOrEqual(minutes(12))
      expect(fetchIn(minutes(1), random)).toBeLessThanOrEqual(50_000)
      expect(fetchIn(5000, random)).toBe(0)
    }
    expect(fetchIn(minutes(40), 0.25)).not.toBe(fetchIn(minutes(40), 0.75))
  })
})
