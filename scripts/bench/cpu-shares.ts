import { readdir, readFile } from 'node:fs/promises'

/** Processor time of a group of processes over a stretch, in percent of one core. */
export type Shares = Readonly<Record<string, number>>

/** Clock ticks a second of `/proc` on Linux. */
const ticks = 100

interface Stat {
  readonly pid: number
  readonly parent: number
  readonly used: number
}

const statOf = async (pid: string): Promise<Stat | null> => {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { pid: Number(pid), parent: Number(fields[1]), used: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return null
  }
}

/** What each process of each group has used so far; a process counts with its children, but for those that are a group of their own. Empty where there is no `/proc`. */
const usedBy = async (
  groups: Readonly<Record<string, number>>,
): Promise<Map<string, ReadonlyMap<number, number>>> => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const stats = (await Promise.all(pids.map(statOf))).filter((one) => one !== null)
  const roots = new Set(Object.values(groups))
  return new Map(
    Object.entries(groups).map(([name, root]) => [
      name,
      new Map(
        stats
          .filter(({ pid, parent }) => pid === root || (parent === root && !roots.has(pid)))
          .map(({ pid, used }) => [pid, used]),
      ),
    ]),
  )
}

/** Measures until asked: who used how much of a core. A process that has ended meanwhile is not counted. */
export const watchProcessors = async (
  groups: Readonly<Record<string, number>>,
): Promise<() => Promise<Shares>> => {
  const [before, began] = [await usedBy(groups), performance.now()]
  return async () => {
    const after = await usedBy(groups)
    const seconds = (performance.now() - began) / 1000
    return Object.fromEntries(
      [...after].map(([name, used]) => {
        const sum = [...used].reduce((all, [pid, now]) => all + now - (before.get(name)?.get(pid) ?? 0), 0)
        return [name, Math.round((sum / ticks / seconds) * 100)]
      }),
    )
  }
}

export const sharesText = (shares: Shares): string =>
  Object.entries(shares)
    .map(([name, share]) => `${name} ${share} %`)
    .join(', ')
