/** Failures heard without waiting, then a wait that doubles with each up to the longest; after a quiet spell all is forgotten. */
export interface Budget {
  readonly free: number
  readonly longestSeconds: number
  readonly forgetSeconds: number
}

/** One name on one device. */
export const deviceBudget: Budget = { free: 5, longestSeconds: 900, forgetSeconds: 86_400 }

/**
 * One name on all devices its account was never signed in on, for a guesser who comes as a new device each time. It only
 * slows strangers down: a device the account knows has a budget of its own, and a new one waits a minute at most.
 */
export const strangersBudget: Budget = { free: 20, longestSeconds: 60, forgetSeconds: 3600 }

/**
 * One name from one network, on devices its account was never signed in on. Its share of what all strangers have: free for
 * fewer slips, then a wait that grows to twice theirs. Whoever guesses from one place without pause is kept waiting there
 * while the way is open to the owner, who comes from another.
 */
export const networkBudget: Budget = { free: 10, longestSeconds: 120, forgetSeconds: 3600 }

/** Seconds to wait after this many failures: none within the free ones, then 4, 8, 16 … up to the longest. */
export const waitAfter = (failures: number, { free, longestSeconds }: Budget): number =>
  failures < free ? 0 : Math.min(longestSeconds, 2 ** (Math.min(failures - free, 20) + 2))
