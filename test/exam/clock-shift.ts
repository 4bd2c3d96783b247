import { readFileSync } from 'node:fs'

/**
 * Loaded into a server process of a test before anything else (`--import`): sets that process's own clock forward or back by
 * the milliseconds that stand in the file CLOCK_SHIFT_FILE names, as somebody or something setting the machine's would.
 */
const file = process.env['CLOCK_SHIFT_FILE'] ?? ''
const Real = Date
const shift = (): number => {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}
const now = (): number => Real.now() + shift()

globalThis.Date = new Proxy(Real, {
  construct: (target, args: []) => (args.length === 0 ? new target(now()) : new target(...args)),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
