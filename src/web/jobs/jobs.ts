import { useEffect, useSyncExternalStore } from 'react'

/** A long job of this account: it may be left, and is found again in the bell. */
export interface Job {
  readonly id: string
  /** Which poller asks after it. */
  readonly kind: string
  readonly title: string
  /** Where its result is shown, an address within the application. */
  readonly href: string
  readonly startedAt: string
  readonly state: 'running' | 'done' | 'failed'
  readonly finished?: number
  readonly total?: number
}

/** Asks how a job of its kind stands; what it answers replaces what is known. */
export type Poller = (job: Job) => Promise<Pick<Job, 'state'> & Partial<Pick<Job, 'finished' | 'total'>>>

const slot = 'zhixin.jobs'
const kept = 20
const pause = 1500
const pollers = new Map<string, Poller>()
const listeners = new Set<() => void>()

const read = (): readonly Job[] => {
  try {
    return JSON.parse(sessionStorage.getItem(slot) ?? '[]') as readonly Job[]
  } catch {
    return []
  }
}

const state: { jobs: readonly Job[] } = { jobs: read() }

const change = (jobs: readonly Job[]): void => {
  state.jobs = jobs.slice(0, kept)
  sessionStorage.setItem(slot, JSON.stringify(state.jobs))
  for (const listener of listeners) listener()
}

/** Says how jobs of a kind are asked after. */
export const pollJobs = (kind: string, poller: Poller): void => {
  pollers.set(kind, poller)
}

export const followJob = (job: Job): void => change([job, ...state.jobs.filter(({ id }) => id !== job.id)])

export const forgetJob = (id: string): void => change(state.jobs.filter((job) => job.id !== id))

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useJobs = (): readonly Job[] => useSyncExternalStore(subscribe, () => state.jobs)

/** Minutes left as the work so far suggests; null while there is nothing to go by. */
export const minutesLeft = (job: Job, now: Date): number | null => {
  const { finished = 0, total = 0 } = job
  if (job.state !== 'running' || finished < 1 || total <= finished) return null
  const spent = now.getTime() - Date.parse(job.startedAt)
  return Math.max(1, Math.round(((spent / finished) * (total - finished)) / 60_000))
}

/** Asks after every running job while the window is open. */
export const usePolledJobs = (): readonly Job[] => {
  const jobs = useJobs()
  const running = jobs.some((job) => job.state === 'running')
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => void pollOnce(), pause)
    return () => clearInterval(timer)
  }, [running])
  return jobs
}

const pollOnce = async (): Promise<void> => {
  for (const job of state.jobs.filter((one) => one.state === 'running')) {
    const poller = pollers.get(job.kind)
    if (!poller) continue
    // Silence is no answer: the job goes on at the server, and is asked after again.
    const news = await poller(job).catch(() => null)
    if (news) change(state.jobs.map((one) => (one.id === job.id ? { ...one, ...news } : one)))
  }
}
