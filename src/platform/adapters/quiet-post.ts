import type { Posted } from '../ports/ports.ts'

const always = (posted: Posted) => ({ send: () => Promise.resolve(posted) })

/** For a demonstration or a developer's machine: nothing leaves the house, and the office reads it in the outbox. */
export const outboxPost = always({ posted: 'kept' })

/** Of an installation nobody has told a server: the message fails in plain sight, and can be sent once there is one. */
export const noPost = always({ posted: 'failed', reason: 'not-set-up', again: false })
