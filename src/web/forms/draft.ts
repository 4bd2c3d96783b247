import { useCallback, useEffect, useRef, useState } from 'react'
import { useSession } from '../api/session.ts'

interface Kept<V> {
  readonly at: string
  readonly values: V
}

const pauseBeforeSaving = 600
const oldestDays = 60

/** What was typed and not sent yet, kept on this device under the account's own name. */
export const useDraft = <V>(key: string | undefined) => {
  const account = useSession()?.account.id ?? 'nobody'
  const slot = key === undefined ? null : `zhixin.draft.${account}.${key}`
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const waiting = useRef<{ readonly slot: string; readonly values: V } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const flush = useCallback((): void => {
    clearTimeout(timer.current)
    if (waiting.current === null) return
    const { slot: into, values } = waiting.current
    waiting.current = null
    const at = new Date()
    try {
      localStorage.setItem(into, JSON.stringify({ at: at.toISOString(), values } satisfies Kept<V>))
      setSavedAt(at)
    } catch {
      // A full store is no reason to stop the typist; the status simply does not advance.
    }
  }, [])
  // The last words typed before leaving, reloading or closing are words too.
  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const found = useCallback((): Kept<V> | null => (slot === null ? null : readKept<V>(slot)), [slot])
  const keep = useCallback(
    (values: V) => {
      if (slot === null) return
      waiting.current = { slot, values }
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, pauseBeforeSaving)
    },
    [slot, flush],
  )
  const forget = useCallback(() => {
    clearTimeout(timer.current)
    waiting.current = null
    if (slot !== null) localStorage.removeItem(slot)
    setSavedAt(null)
  }, [slot])
  return { savedAt, found, keep, forget }
}

const readKept = <V>(slot: string): Kept<V> | null => {
  try {
    const kept = JSON.parse(localStorage.getItem(slot) ?? 'null') as Kept<V> | null
    if (kept === null || Date.now() - Date.parse(kept.at) > oldestDays * 86_400_000) return null
    return kept
  } catch {
    return null
  }
}
