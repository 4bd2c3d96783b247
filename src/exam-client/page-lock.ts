/** Whether this page may be the one that writes an attempt in this browser. */
export interface PageLock {
  /** `taken`: another tab of this browser has it. With `force` it is taken away from that tab. */
  hold(force: boolean): Promise<'held' | 'taken'>
}

/**
 * One leading tab per browser and attempt, by Web Locks. Where the browser has none (plain HTTP to another machine) every
 * page may try: epochs at the centre still let only the newest one count.
 */
export const pageLock = (attemptId: string, locks: LockManager | undefined, lost: () => void): PageLock => {
  let held = false
  return {
    hold: (force) =>
      new Promise((resolve) => {
        if (held || !locks) return resolve('held')
        const wait = (lock: Lock | null): Promise<void> | undefined => {
          resolve(lock ? 'held' : 'taken')
          held = lock !== null
          // Held until the page goes or somebody takes it.
          return lock ? new Promise(() => undefined) : undefined
        }
        locks
          .request(`zhixin-exam:${attemptId}`, force ? { steal: true } : { ifAvailable: true }, wait)
          .catch(() => {
            const wasHeld = held
            held = false
            if (wasHeld) lost()
            else resolve('held')
          })
      }),
  }
}
