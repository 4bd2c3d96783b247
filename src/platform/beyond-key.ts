import { type Action, type Actor, decide, isForKeys } from '../access/index.ts'
import { refuse, type Refused } from '../kernel/result.ts'

/**
 * The refusal of a key that was not made for an action; `undefined` for every other caller. Asked before anything is read or
 * looked up: such a key learns nothing of what there is, of how it is asked for, and gets no reply kept for somebody else.
 */
export const beyondKey = (action: Action, actor: Actor): Refused | undefined => {
  if (decide(actor, action, {}) !== 'beyond') return undefined
  return isForKeys(action) ? refuse('access.key-scope', { action }) : refuse('access.session-only')
}
