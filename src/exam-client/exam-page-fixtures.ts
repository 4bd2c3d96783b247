import type { Client } from '../../test/house.ts'
import { chosenOptions } from '../kernel/exam-journal/answers.ts'
import { epochKeys } from './epoch-key.ts'
import { examSession, type ExamSession } from './exam-session.ts'
import type { MachineStore } from './machine-store.ts'
import { pageLock } from './page-lock.ts'
import { httpTransport } from './transport.ts'

/** The network between pages and the centre. `deaf` delivers requests and loses replies; `double` delivers twice. */
export interface Network {
  mode: 'up' | 'down' | 'deaf' | 'double'
}

export const openPage = (
  client: Client,
  attemptId: string,
  network: Network,
  store: MachineStore,
  clocks: { mono(): number; wall(): number } = { mono: () => performance.now(), wall: () => Date.now() },
  /** Who asks for keys: with it the page is made ready before the opening. */
  keys?: Client,
): ExamSession => {
  const askAs =
    (client: Client) =>
    async (path: string, init: RequestInit): Promise<Response> => {
      if (network.mode === 'down') throw new Error('no network')
      const { mode } = network
      const send = () =>
        client.call(
          init.method as 'GET',
          path,
          init.body ? JSON.parse(String(init.body)) : undefined,
          seatKeyOf(init),
        )
      if (mode === 'double') await send()
      const reply = await send()
      if (mode === 'deaf') throw new Error('reply lost')
      return new Response(new Uint8Array(reply.raw), { status: reply.status })
    }
  return examSession({
    attemptId,
    ...(keys && {
      sealed: {
        keys: httpTransport({ fetch: askAs(keys), mono: clocks.mono, language: () => 'zh-CN' }),
        random: Math.random,
        subtle: crypto.subtle,
      },
    }),
    transport: httpTransport({
      fetch: askAs(client),
      mono: clocks.mono,
      language: () => 'zh-CN',
    }),
    signing: epochKeys(crypto.subtle),
    store,
    lock: pageLock(attemptId, undefined, () => undefined),
    ...clocks,
    // Waits are shortened so that a history of minutes plays in a second.
    after(ms, act) {
      const timer = setTimeout(act, ms / 50)
      return () => clearTimeout(timer)
    },
  })
}

const seatKeyOf = (init: RequestInit): Record<string, string> => {
  const key = (init.headers as Record<string, string>)['x-exam-key']
  return key === undefined ? {} : { 'x-exam-key': key }
}

export const until = async (page: ExamSession, holds: () => boolean): Promise<void> => {
  for (let round = 0; round < 2000; round += 1) {
    if (holds()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(
    `the page stays ${JSON.stringify({ ...page.state(), paper: undefined, answers: undefined })}`,
  )
}
export const writing = (page: ExamSession): Promise<void> =>
  until(page, () => {
    if (page.state().phase === 'waiting') void page.start()
    return page.state().phase === 'writing'
  })
export const handedIn = (page: ExamSession): Promise<void> =>
  until(page, () => page.state().phase === 'handed-in')
export const shownBy = (page: ExamSession): Map<string, string> =>
  new Map(
    [...page.state().answers].flatMap(([slot, state]) =>
      state.response ? [[slot, chosenOptions(state.response).join()]] : [],
    ),
  )

/** What counts at the centre, question by question. */
export const atCentre = async (client: Client, attemptId: string): Promise<Map<string, string>> => {
  const journal = await client.call('GET', `/api/v1/attempts/${attemptId}/journal`)
  const counting = new Map<string, string>()
  for (const item of journal.body.items) {
    if (item.counts && item.type === 'answer') counting.set(item.slot, item.body.options.join())
  }
  return counting
}
