import { createRoot } from 'react-dom/client'
import { epochKeys } from './epoch-key.ts'
import { examSession, type ExamSession } from './exam-session.ts'
import { indexedDbStore } from './indexed-db-store.ts'
import { memoryStore, type MachineStore } from './machine-store.ts'
import { pageLock } from './page-lock.ts'
import { readPreferences, showPreferences } from './preferences.ts'
import { httpTransport } from './transport.ts'
import { App } from './ui/app.tsx'
import './styles/base.css'
import './styles/sheet.css'
import './styles/question.css'
import './styles/exam.css'

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

/** For the key at the opening: brings a claim in place of a sign-in. */
const keys = httpTransport({
  fetch: (path, init) => fetch(path, init),
  mono: () => performance.now(),
  language: () => document.documentElement.lang,
})

/** A browser that asks its user first is not waited for; a disk that is silent for so long is none. */
const [persistsWithinMs, storeOpensWithinMs] = [2000, 10_000]
const within = <T,>(ms: number, work: Promise<T>, otherwise: () => T): Promise<T> =>
  Promise.race([
    work.catch(() => otherwise()),
    new Promise<T>((resolve) => {
      setTimeout(() => resolve(otherwise()), ms)
    }),
  ])

/**
 * A page left while its database is being opened is put aside asleep by Chromium (back/forward cache) with that opening
 * under way, and no page of this machine gets at the database again. A page that listens for its unloading never is.
 */
window.addEventListener('unload', () => undefined)

/** Opens the machine's store; a browser that has none, forbids it or never answers still sits the exam, and says so. */
const openStore = async (): Promise<MachineStore> => {
  await within(persistsWithinMs, Promise.resolve(navigator.storage?.persist?.()), () => false)
  return within(storeOpensWithinMs, indexedDbStore(), memoryStore)
}

/** Practice speaks with a centre inside the page and keeps nothing on the machine. */
const openPractice = async () => {
  const { practiceAttempt, practiceCentre } = await import('./practice-centre.ts')
  const language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh'
  return { attemptId: practiceAttempt, centre: practiceCentre(language, () => Date.now()) }
}

const begin = async (): Promise<void> => {
  showPreferences(readPreferences())
  const practice = location.pathname === '/exam/practice' ? await openPractice() : null
  // Practice keeps nothing, and shows what a sound machine shows.
  const store = practice ? { ...memoryStore(), durable: true } : await openStore()
  const attemptId = practice?.attemptId ?? /^\/exam\/([0-9a-f-]{36})$/i.exec(location.pathname)?.[1] ?? null
  const receipt = new URLSearchParams(location.search).get('receipt')
  const seat = readSeat()
  if (seat && seat.attemptId === attemptId) transport.useSeatKey(seat.key)
  let bySeat = seat !== null && seat.attemptId === attemptId
  let live: ExamSession | null = null
  const openSession = (attempt: string): ExamSession => {
    const lock = pageLock(attempt, practice ? undefined : navigator.locks, () => live?.lostHere())
    live = examSession({
      attemptId: attempt,
      transport: practice?.centre ?? transport,
      store,
      lock,
      sealed: { keys, random: Math.random, subtle: crypto.subtle },
      // Practice delivers nothing anywhere.
      signing: epochKeys(practice ? undefined : crypto.subtle),
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
    if (practice) return location.assign('/exam')
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
      practice={practice !== null}
      attemptId={attemptId}
      receipt={receipt}
      openSession={openSession}
      seat={takeSeat}
      wayOut={{ bySeat: () => bySeat, leave }}
    />,
  )
}

void begin()
