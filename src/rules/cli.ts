import { isDay } from '../kernel/calendar.ts'
import { readCases } from './cases/read-cases.ts'
import { runCases } from './cases/run-cases.ts'
import { compile, type Ruleset } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { Fault } from './reading/cursor.ts'
import { readFacts } from './reading/read-facts.ts'
import { faultSentence } from './sentences.ts'

/** What the commands need of the world; the command line gives them files, a browser its editor. */
export interface RulesIo {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly readFile: (path: string) => Promise<string>
  /** The text of a pack's rules: a file, a folder with `rules.json`, or the name of a shipped pack; null if there is none. */
  readonly resolvePack: (name: string) => Promise<string | null>
}

const usage = `zhixin rules check PACK [--with PACK]…
zhixin rules evaluate PACK FACTS [--on DATE] [--with PACK]… [--trace]
zhixin rules cases DIR [--with PACK]…
`

interface Arguments {
  readonly words: readonly string[]
  readonly on: string | undefined
  readonly layers: readonly string[]
  readonly trace: boolean
  readonly json: boolean
}

/** `rules check | evaluate | cases`: 0 done, 1 faults or a case that fails, 2 not understood. JSON goes to stdout, sentences to stderr. */
export const rulesCommand = async (args: readonly string[], io: RulesIo): Promise<number> => {
  const parsed = parse(args)
  const [verb, first, second, ...more] = parsed?.words ?? []
  if (parsed && verb === 'check' && first !== undefined && second === undefined)
    return check(first, parsed, io)
  if (parsed && verb === 'evaluate' && first !== undefined && second !== undefined && more.length === 0) {
    return evaluateFiles(first, second, parsed, io)
  }
  if (parsed && verb === 'cases' && first !== undefined && second === undefined)
    return cases(first, parsed, io)
  io.stderr(usage)
  return 2
}

const parse = (args: readonly string[]): Arguments | null => {
  const words: string[] = []
  const layers: string[] = []
  let [on, trace, json]: [string | undefined, boolean, boolean] = [undefined, false, false]
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    const [flag, inline] =
      word.startsWith('--') && word.includes('=')
        ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
        : [word, undefined]
    if (flag === '--trace') trace = true
    else if (flag === '--json') json = true
    else if (flag === '--on' || flag === '--with') {
      const value = inline ?? args[(index += 1)]
      if (value === undefined) return null
      if (flag === '--on') on = value
      else layers.push(value)
    } else if (word.startsWith('--')) return null
    else words.push(word)
  }
  return { words, on, layers, trace, json }
}

const print = (io: RulesIo, value: unknown): void => io.stdout(`${JSON.stringify(value, null, 2)}\n`)

const refuse = (faults: readonly Fault[], args: Arguments, io: RulesIo): number => {
  print(io, faults)
  if (!args.json)
    for (const fault of faults)
      io.stderr(`${fault.pointer || '/'}: ${faultSentence(fault, 'zh')} · ${faultSentence(fault, 'en')}\n`)
  return 1
}

const one = (code: string, params: Fault['params'], pointer = ''): readonly Fault[] => [
  { pointer, code, params },
]

type Loaded<T> = { readonly value: T; readonly faults?: never } | { readonly faults: readonly Fault[] }

const parseJson = (text: string, name: string): Loaded<unknown> => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return {
      faults: one('json.syntax', {
        file: name,
        message: error instanceof Error ? error.message : String(error),
      }),
    }
  }
}

const readJson = async (path: string, io: RulesIo): Promise<Loaded<unknown>> => {
  try {
    return parseJson(await io.readFile(path), path)
  } catch (error) {
    return {
      faults: one('file.unreadable', {
        file: path,
        message: error instanceof Error ? error.message : String(error),
      }),
    }
  }
}

const packJson = async (name: string, io: RulesIo): Promise<Loaded<unknown>> => {
  const text = await io.resolvePack(name)
  return text === null ? { faults: one('pack.not-found', { pack: name }) } : parseJson(text, name)
}

const namesIn = (json: unknown): readonly string[] => {
  const on: unknown = typeof json === 'object' && json !== null ? (json as { on?: unknown }).on : null
  return Array.isArray(on) ? on.filter((name) => typeof name === 'string') : []
}

const idOf = (json: unknown): unknown =>
  typeof json === 'object' && json !== null ? (json as { id?: unknown }).id : undefined

/** The pack and every layer it stands on: those given with `--with` first, then shipped packs by name. */
const loadPack = async (name: string, args: Arguments, io: RulesIo): Promise<Loaded<Ruleset>> => {
  const main = await packJson(name, io)
  if (main.faults) return main
  const layers: unknown[] = []
  for (const given of args.layers) {
    const layer = await packJson(given, io)
    if (layer.faults) return layer
    layers.push(layer.value)
  }
  const wanted = [main.value, ...layers].flatMap(namesIn)
  const asked = new Set<string>()
  for (let next = wanted.shift(); next !== undefined && asked.size < 100; next = wanted.shift()) {
    if (asked.has(next) || next === idOf(main.value) || layers.some((layer) => idOf(layer) === next)) continue
    asked.add(next)
    const text = await io.resolvePack(next)
    const layer = text === null ? null : parseJson(text, next)
    if (layer?.faults) return layer
    if (!layer) continue
    layers.push(layer.value)
    wanted.push(...namesIn(layer.value))
  }
  const compiled = compile(main.value, layers)
  return compiled.ok ? compiled : { faults: compiled.errors }
}

const check = async (name: string, args: Arguments, io: RulesIo): Promise<number> => {
  const pack = await loadPack(name, args, io)
  if (pack.faults) return refuse(pack.faults, args, io)
  print(io, [])
  return 0
}

const evaluateFiles = async (
  packName: string,
  factsPath: string,
  args: Arguments,
  io: RulesIo,
): Promise<number> => {
  const pack = await loadPack(packName, args, io)
  const json = await readJson(factsPath, io)
  const facts = json.faults ? null : readFacts(json.value)
  const wrong = [
    ...(pack.faults ?? []),
    ...(json.faults ?? []),
    ...(facts && !facts.ok ? facts.errors.map((error) => ({ params: {}, ...error })) : []),
  ]
  if (args.on !== undefined && !isDay(args.on)) wrong.push(...one('type.day', {}, '--on'))
  else if (facts?.ok && args.on === undefined && facts.value.ask?.on === undefined)
    wrong.push(...one('on.missing', {}, '/ask/on'))
  if (wrong.length > 0 || pack.faults || !facts?.ok) return refuse(wrong, args, io)
  print(
    io,
    evaluate(pack.value, facts.value, { trace: args.trace, ...(args.on !== undefined && { on: args.on }) }),
  )
  return 0
}

const cases = async (folder: string, args: Arguments, io: RulesIo): Promise<number> => {
  const pack = await loadPack(folder, args, io)
  if (pack.faults) return refuse(pack.faults, args, io)
  const json = await readJson(`${folder.replace(/\/+$/, '')}/cases.json`, io)
  if (json.faults) return refuse(json.faults, args, io)
  const read = readCases(json.value)
  if (!read.ok)
    return refuse(
      read.errors.map((error) => ({ params: {}, ...error })),
      args,
      io,
    )
  const outcomes = runCases(pack.value, read.value)
  const failed = outcomes.filter(({ passed }) => !passed)
  print(io, {
    pack: pack.value.id,
    hash: pack.value.hash,
    passed: outcomes.length - failed.length,
    failed: failed.length,
    cases: outcomes,
  })
  if (!args.json) {
    for (const { name, passed, mismatches } of outcomes) {
      io.stderr(`${passed ? '✓' : '✗'} ${name}\n`)
      for (const { pointer, expected, got } of mismatches) {
        io.stderr(`    ${pointer}: ${JSON.stringify(expected)} ≠ ${JSON.stringify(got)}\n`)
      }
    }
  }
  return failed.length === 0 ? 0 : 1
}
