import { createRoot } from 'react-dom/client'
import './exam.css'
import { examSession, type ExamSession } from './exam-session.ts'
import { indexedDbStore } from './indexed-db-store.ts'
import { memoryStore, type MachineStore } from './machine-store.ts'
import { pageLock } from './page-lock.ts'
import { readPreferences, showPreferences } from './preferences.ts'
import { httpTransport } from './transport.ts'
import { App } from './ui/app.tsx'

const seatPlace = 'zhixin-exam-seat'

const readSeat = (): { attemptId: string; key: string } | null => {
  try {
    return JSON.parse(sessionStorage.getItem(seatPlace) ?? 'null') as {
      attemptId: string
      key: string
    } | null
  } catch {
    return null
  }
}

const transport = httpTransport({
  fetch: (path, init) => fetch(path, init),
  mono: () => performance.now(),
  language: () => document.documentElement.lang,
})

/** Opens the machine's store; a browser that has none still sits the exam, and says so. */
const openStore = async (): Promise<MachineStore> => {
  try {
    await navigator.storage?.persist?.()
    return await indexedDbStore()
  } catch {
    return memoryStore()
  }
}

const begin = async (): Promise<void> => {
  showPreferences(readPreferences())
  const store = await openStore()
  const attemptId = /^\/exam\/([0-9a-f-]{36})$/i.exec(location.pathname)?.[1] ?? null
  const receipt = new URLSearchParams(location.search).get('receipt')
  const seat = readSeat()
  if (seat && seat.attemptId === attemptId) transport.useSeatKey(seat.key)
  let bySeat = seat !== null && seat.attemptId === attemptId
  let live: ExamSession | null = null
  const openSession = (attempt: string): ExamSession => {
    const lock = pageLock(attempt, navigator.locks, () => live?.lostHere())
    live = examSession({
      attemptId: attempt,
      transport,
      store,
      lock,
      mono: () => performance.now(),
      wall: () => Date.now(),
      after(ms, act) {
        const timer = setTimeout(act, ms)
        return () => clearTimeout(timer)
      },
    })
    return live
  }
  window.addEventListener('online', () => live?.wake())
  window.addEventListener('pageshow', (event) => event.persisted && live?.wake())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && live?.wake())
  const takeSeat = (attempt: string, key: string): void => {
    transport.useSeatKey(key)
    bySeat = true
    try {
      sessionStorage.setItem(seatPlace, JSON.stringify({ attemptId: attempt, key }))
    } catch {
      // Without storage a reload asks for the ticket again; nothing else is lost.
    }
    history.replaceState(null, '', `/exam/${attempt}`)
  }
  const leave = (): void => {
    if (!bySeat) return location.assign('/app/my-exams')
    try {
      sessionStorage.removeItem(seatPlace)
    } catch {
      // Nothing was kept then.
    }
    location.assign('/exam')
  }
  const root = document.getElementById('exam')
  if (!root) throw new Error('the page has no place for the exam')
  createRoot(root).render(
    <App
      transport={transport}
      attemptId={attemptId}
      receipt={receipt}
      openSession={openSession}
      seat={takeSeat}
      wayOut={{ bySeat: () => bySeat, leave }}
    />,
  )
}

void begin()
