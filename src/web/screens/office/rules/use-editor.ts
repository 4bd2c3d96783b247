import { useCallback, useEffect, useRef, useState } from 'react'
import { type DraftRead, saveDraft } from '../../../../areas/rule-studio/contract.ts'
import { useCommand } from '../../../api/use-command.ts'
import { getAt, type Node, type Path, setAt } from './json-path.ts'

export type Fault = DraftRead['faults'][number]
export interface Content {
  readonly pack: Node
  readonly cases: readonly Node[]
}

/** What the forms of a draft edit, and how that stands with the server. */
export interface Editor {
  readonly pack: Node
  readonly cases: readonly Node[]
  readonly readOnly: boolean
  readonly faults: readonly Fault[]
  readonly notes: readonly Fault[]
  readonly revision: number
  readonly state: 'saved' | 'unsaved' | 'saving' | 'failed'
  readonly error: unknown
  at(path: Path): unknown
  set(path: Path, value: unknown): void
  setPack(pack: Node): void
  setCases(cases: readonly Node[]): void
  /** Sends what is there now; resolves when it is kept. */
  save(rebase?: boolean): Promise<void>
}

const pauseBeforeSaving = 1000

/** Keeps a draft while it is written: a pause in typing sends it, faults and all. */
export const useEditor = (draft: DraftRead): Editor => {
  const [content, setContent] = useState<Content>({ pack: draft.pack, cases: draft.cases })
  const [known, setKnown] = useState({
    revision: draft.revision,
    faults: draft.faults as readonly Fault[],
    notes: draft.notes as readonly Fault[],
  })
  const [state, setState] = useState<Editor['state']>('saved')
  const latest = useRef(content)
  const revision = useRef(draft.revision)
  const sent = useRef(content)
  const sending = useRef<Promise<void> | null>(null)
  const { run, error } = useCommand(saveDraft)
  const readOnly = draft.state !== 'editing' && draft.state !== 'returned'

  const save = useCallback(
    async (rebase?: boolean): Promise<void> => {
      await sending.current?.catch(() => undefined)
      if (latest.current === sent.current && !rebase) return
      const content = latest.current
      setState('saving')
      const kept = run({
        params: { draftId: draft.id },
        body: {
          revision: revision.current,
          pack: content.pack as Record<string, unknown>,
          cases: content.cases as Record<string, unknown>[],
          ...(rebase ? { rebase } : {}),
        },
      }).then((reply) => {
        revision.current = reply.revision
        sent.current = content
        setKnown({ revision: reply.revision, faults: reply.faults, notes: reply.notes })
        setState(latest.current === content ? 'saved' : 'unsaved')
      })
      sending.current = kept
      try {
        await kept
      } catch {
        // Shown as `error`; what was typed stays on the screen and is sent with the next change.
        setState('failed')
      } finally {
        sending.current = null
      }
    },
    [draft.id, run],
  )

  const change = useCallback((next: (before: Content) => Content): void => {
    latest.current = next(latest.current)
    setContent(latest.current)
    setState('unsaved')
  }, [])
  useEffect(() => {
    if (state !== 'unsaved') return
    const timer = setTimeout(() => void save(), pauseBeforeSaving)
    return () => clearTimeout(timer)
  }, [content, state, save])
  // The last words typed before leaving are words too.
  const leaving = useRef(save)
  leaving.current = save
  useEffect(() => () => void (latest.current !== sent.current && leaving.current()), [])

  return {
    ...content,
    ...known,
    readOnly,
    state,
    error: state === 'failed' ? error : null,
    at: (path) => getAt(content.pack, path),
    set: (path, value) => change((before) => ({ ...before, pack: setAt(before.pack, path, value) as Node })),
    setPack: (pack) => change((before) => ({ ...before, pack })),
    setCases: (cases) => change((before) => ({ ...before, cases })),
    save,
  }
}
