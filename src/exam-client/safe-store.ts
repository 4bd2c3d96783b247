import { memoryStore, type MachineStore } from './machine-store.ts'

/** A disk that has not answered by then never will, and nobody waits for it longer at the start of an exam. */
const patienceMs = 10_000

/**
 * A store that never fails: beside the disk it remembers what this page wrote, and when the disk is full, gone, refused
 * or silent it goes on in memory alone and says so once.
 */
export const safeStore = (
  given: MachineStore,
  failed: () => void,
  after: (ms: number, act: () => void) => () => void,
): MachineStore => {
  let disk: MachineStore | null = given
  const memory = memoryStore()
  const orMemory = async <T>(onDisk: (store: MachineStore) => Promise<T>, inMemory: T): Promise<T> => {
    if (!disk) return inMemory
    let callOff = (): void => undefined
    const silent = new Promise<never>((_, reject) => {
      callOff = after(patienceMs, () => reject(new Error('storage does not answer')))
    })
    try {
      return await Promise.race([onDisk(disk), silent])
    } catch {
      if (disk) {
        disk = null
        failed()
      }
      return inMemory
    } finally {
      callOff()
    }
  }
  return {
    get durable() {
      return disk?.durable ?? false
    },
    machine: async () => orMemory((store) => store.machine(), await memory.machine()),
    keep: async (attempt, epoch, events) =>
      orMemory((store) => store.keep(attempt, epoch, events), await memory.keep(attempt, epoch, events)),
    takeOver: async (attempt, epoch, events) =>
      orMemory(
        (store) => store.takeOver(attempt, epoch, events),
        await memory.takeOver(attempt, epoch, events),
      ),
    keepSealedPaper: async (attempt, sealed) =>
      orMemory(
        (store) => store.keepSealedPaper(attempt, sealed),
        await memory.keepSealedPaper(attempt, sealed),
      ),
    sealedPaper: async (attempt) =>
      (await orMemory((store) => store.sealedPaper(attempt), null)) ?? (await memory.sealedPaper(attempt)),
    keepKey: async (attempt, key) =>
      orMemory((store) => store.keepKey(attempt, key), await memory.keepKey(attempt, key)),
    keptKey: async (attempt) =>
      (await memory.keptKey(attempt)) ?? (await orMemory((store) => store.keptKey(attempt), null)),
    async kept(attempt) {
      const mine = await memory.kept(attempt)
      const theirs = await orMemory((store) => store.kept(attempt), mine)
      const all = new Map(
        [...theirs.events, ...mine.events].map((one) => [
          `${one.epoch}/${one.event.seq}/${one.event.hash}`,
          one,
        ]),
      )
      return { events: [...all.values()], closedThrough: Math.max(mine.closedThrough, theirs.closedThrough) }
    },
  }
}
