import { setImmediate as nextTurn } from 'node:timers/promises'

/** Milliseconds of work after which others of the process have their turn. */
const longestTurn = 10

/**
 * For long work between two answers of the database: `pass` lets whatever waits in this process go first, once so much
 * time has gone by since it last did.
 */
export const turns = (clock: () => number = () => performance.now()) => {
  let began = clock()
  return {
    async pass(): Promise<void> {
      if (clock() - began < longestTurn) return
      await nextTurn()
      began = clock()
    },
  }
}
