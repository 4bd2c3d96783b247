import { useCallback, useEffect, useRef, useState } from 'react'
import { saveDraft } from '../../../areas/catalogue/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { timeOfInstant } from '../../i18n/dates.ts'
import type { contentOf } from './course-draft.ts'

type Content = ReturnType<typeof contentOf>

const pauseBeforeSaving = 1200

/**
 * Saves a draft at the server while it is typed, one save at a time, each on the revision of the one before, so that two
 * people at one draft are told instead of overwriting each other.
 */
export const useServerDraft = (courseId: string, firstRevision: number) => {
  const save = useCommand(saveDraft, { refresh: false })
  const revision = useRef(firstRevision)
  const waiting = useRef<Content | null>(null)
  const running = useRef<Promise<void> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [state, setState] = useState<'saved' | 'saving' | 'unsaved'>('saved')
  const [savedAt, setSavedAt] = useState('')
  const { run } = save

  const drain = useCallback(async (): Promise<void> => {
    while (waiting.current) {
      const content = waiting.current
      waiting.current = null
      setState('saving')
      try {
        const reply = await run({ params: { courseId }, body: { revision: revision.current, ...content } })
        revision.current = reply.revision
        setSavedAt(timeOfInstant(reply.savedAt))
        setState(waiting.current ? 'unsaved' : 'saved')
      } catch (error) {
        waiting.current ??= content
        setState('unsaved')
        throw error
      }
    }
  }, [courseId, run])

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    running.current = (running.current ?? Promise.resolve()).catch(() => undefined).then(drain)
    await running.current
  }, [drain])

  const saveSoon = (content: Content): void => {
    waiting.current = content
    setState('unsaved')
    clearTimeout(timer.current)
    // A refusal is shown by the screen from the command's own error.
    timer.current = setTimeout(() => void flush().catch(() => undefined), pauseBeforeSaving)
  }

  /** Saves at once and tells the revision to submit. */
  const saveNow = async (content: Content): Promise<number> => {
    waiting.current = content
    await flush()
    return revision.current
  }

  // Leaving the screen saves what is still waiting.
  useEffect(() => () => void flush().catch(() => undefined), [flush])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (waiting.current) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  return { state, savedAt, error: save.error, saveSoon, saveNow }
}
