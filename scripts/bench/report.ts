import { cpus, totalmem } from 'node:os'

/** One measured figure. `ratio` = value / reference where a reference was measured in the same run. */
export interface Measured {
  readonly metric: string
  readonly value: number
  readonly unit: string
  readonly reference?: number
  readonly ratio?: number
  readonly target: string
  readonly n: number
  readonly p50?: number
  readonly p99?: number
  readonly conditions: string
}

export interface BenchOptions {
  readonly quick: boolean
  /** Everything after the name, for a bench's own flags (`--people N`). */
  readonly args: readonly string[]
  /** Progress goes to standard error; standard output is the report alone. */
  say(text: string): void
}

export type Bench = (options: BenchOptions) => Promise<Measured[]>

export const machine = () => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? '',
  memoryMb: Math.round(totalmem() / 1_048_576),
  node: process.version,
})

/** Value of `--name value` among a bench's own flags. */
export const flag = (args: readonly string[], name: string, otherwise: number): number => {
  const index = args.indexOf(`--${name}`)
  const value = index >= 0 ? Number(args[index + 1]) : Number.NaN
  return Number.isFinite(value) ? value : otherwise
}

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
