import { memoryStore, type MachineStore } from './machine-store.ts'

/**
 * A store that never fails: beside the disk it remembers what this page wrote, and when the disk is full, gone or
 * refused it goes on in memory alone and says so once.
 */
export const safeStore = (given: MachineStore, failed: () => void): MachineStore => {
  let disk: MachineStore | null = given
  const memory = memoryStore()
  const orMemory = async <T>(onDisk: (store: MachineStore) => Promise<T>, inMemory: T): Promise<T> => {
    if (!disk) return inMemory
    try {
      return await onDisk(disk)
    } catch {
      if (disk) {
        disk = null
        failed()
      }
      return inMemory
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
