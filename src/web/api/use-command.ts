import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { newId } from '../../kernel/id.ts'
import type { Endpoint, ReplyOf } from '../../wire/endpoint.ts'
import { call, type AskOf } from './call.ts'
import { isProblem } from './problem-error.ts'

export interface CommandOptions<E> {
  readonly done?: (reply: ReplyOf<E>) => void
  /** False: leave what is on screen as it is (a draft saving itself under the typist's hands). */
  readonly refresh?: boolean
  /** Refusals because what is on screen is no longer so: everything is read again, and what was typed stays. */
  readonly rereadOn?: readonly string[]
}

/** As long as desktops give a double click. */
const doublePressMs = 500

/**
 * A command as a button uses it. Every press has a key of its own that repeated sending keeps, so that an answer lost on
 * the way never makes one act two; the second press of a double click is no press. When it is done, everything on screen is read again.
 */
export const useCommand = <E extends Endpoint>(endpoint: E, options: CommandOptions<E> = {}) => {
  const client = useQueryClient()
  const mutation = useMutation({
    mutationKey: [endpoint.id],
    mutationFn: ({ ask, key }: { ask: AskOf<E>; key: string }) =>
      call(endpoint, ask, { idempotencyKey: key }),
    onSuccess: async (reply) => {
      options.done?.(reply)
      if (options.refresh !== false) await client.invalidateQueries()
    },
    onError: async (error) => {
      if (isProblem(error, ...(options.rereadOn ?? ['']))) await client.invalidateQueries()
    },
  })
  const { mutate, mutateAsync } = mutation
  const pressed = useRef({ ask: '', at: Number.NEGATIVE_INFINITY })
  return {
    /** Sends it and forgets; a refusal is in `error`. */
    send: useCallback(
      (ask: AskOf<E>): void => {
        const press = { ask: JSON.stringify(ask), at: performance.now() }
        const { ask: before, at } = pressed.current
        if (press.ask === before && press.at - at < doublePressMs) return
        pressed.current = press
        mutate({ ask, key: newId() })
      },
      [mutate],
    ),
    /** Sends it and waits; a refusal is thrown. */
    run: useCallback(
      (ask: AskOf<E>): Promise<ReplyOf<E>> => mutateAsync({ ask, key: newId() }),
      [mutateAsync],
    ),
    busy: mutation.isPending,
    error: mutation.error,
    reply: mutation.data,
    forget: mutation.reset,
  }
}
