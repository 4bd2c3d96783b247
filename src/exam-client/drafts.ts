/** A field somebody types in: says when what is shown is not written yet, so that nothing looks saved that is not. */
export interface DraftHandle {
  leave(): void
  typing(on: boolean): void
}

/** What is typed and not yet written into the journal, field by field. */
export const openDrafts = (changed: () => void) => {
  const drafts = new Set<{ readonly write: () => void; typing: boolean }>()
  return {
    /** Registers a field; `write` is called before the page hands in or stops. */
    register(write: () => void): DraftHandle {
      const draft = { write, typing: false }
      drafts.add(draft)
      return {
        leave: () => drafts.delete(draft),
        typing(on) {
          if (draft.typing === on) return
          draft.typing = on
          changed()
        },
      }
    },
    isTyping: (): boolean => [...drafts].some(({ typing }) => typing),
    write(): void {
      for (const { write } of drafts) write()
    },
  }
}
