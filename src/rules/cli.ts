import type { Bilingual } from '../kernel/bilingual.ts'
import { isDay } from '../kernel/calendar.ts'
import { isPackId } from '../kernel/pack-id.ts'
import { readCases } from './cases/read-cases.ts'
import { runCases } from './cases/run-cases.ts'
import { compile, type Ruleset } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { Fault } from './reading/cursor.ts'
import { parseJson } from './reading/parse-json.ts'
import { readFacts } from './reading/read-facts.ts'
import { reasonSentence } from './reasons.ts'
import type { RuleResult } from './result.ts'
import { faultSentence } from './sentences.ts'
import { subjectWords } from './words/condition-words.ts'

/** What the commands need of the world; the command line gives them files, a browser its editor. */
export interface RulesIo {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly readFile: (path: string) => Promise<string>
  /** The text of a pack's rules: a file, a folder with `rules.json`, or the name of a shipped pack; null if there is none. */
  readonly resolvePack: (name: string) => Promise<string | null>
}

const usage = `用法 · Usage:
  npx zhixin rules check PACK [--with PACK…] [--json]
  npx zhixin rules evaluate PACK FACTS [--on DATE] [--with PACK…] [--trace] [--json]
  npx zhixin rules cases DIR [--with PACK…] [--json]
`
/** The command itself and the files it names. */
const wordsOf: Readonly<Record<string, number>> = { check: 2, evaluate: 3, cases: 2 }

interface Arguments {
  readonly words: readonly string[]
  readonly on: string | undefined
  readonly layers: readonly string[]
  readonly trace: boolean
  readonly json: boolean
}

/**
 * `rules check | evaluate | cases`: 0 done, 1 faults or a case that fails, 2 not understood, 3 a file that cannot be read.
 * JSON goes to standard output; sentences for people to standard error, none with `--json`.
 */
export const rulesCommand = async (args: readonly string[], io: RulesIo): Promise<number> => {
  const parsed = parse(args)
  const [verb = '', first = '', second = ''] = parsed?.words ?? []
  const wrongDay = parsed?.on !== undefined && !isDay(parsed.on) ? parsed.on : null
  if (!parsed || parsed.words.length !== wordsOf[verb] || wrongDay !== null) {
    const fault = { pointer: '', code: 'type.day', params: {} }
    if (wrongDay !== null)
      io.stderr(`--on ${wrongDay}: ${faultSentence(fault, 'zh')} · ${faultSentence(fault, 'en')}\n`)
    io.stderr(usage)
    return 2
  }
  if (verb === 'check') return check(first, parsed, io)
  if (verb === 'evaluate') return evaluateFiles(first, second, parsed, io)
  return cases(first, parsed, io)
}

const parse = (args: readonly string[]): Arguments | null => {
  const words: string[] = []
  const layers: string[] = []
  let [on, trace, json, isListing]: [string | undefined, boolean, boolean, boolean] = [
    undefined,
    false,
    false,
    false,
  ]
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    const [flag, inline] =
      word.startsWith('--') && word.includes('=')
        ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
        : [word, undefined]
    const isWord = !word.startsWith('--')
    if (isWord && isListing && words.length >= (wordsOf[words[0] ?? ''] ?? 0)) layers.push(word)
    else if (isWord) words.push(word)
    else if (flag === '--trace' && inline === undefined) trace = true
    else if (flag === '--json' && inline === undefined) json = true
    else if (flag === '--on' || flag === '--with') {
      const value = inline ?? args[(index += 1)]
      if (value === undefined) return null
      if (flag === '--on') on = value
      else layers.push(value)
    } else return null
    if (!isWord) isListing = flag === '--with'
  }
  return { words, on, layers, trace, json }
}

const print = (io: RulesIo, value: unknown): void => io.stdout(`${JSON.stringify(value, null, 2)}\n`)

const refuse = (faults: readonly Fault[], args: Arguments, io: RulesIo): number => {
  print(io, faults)
  if (!args.json)
    for (const fault of faults)
      io.stderr(`${fault.pointer || '/'}: ${faultSentence(fault, 'zh')} · ${faultSentence(fault, 'en')}\n`)
  return faults.some(({ code }) => code === 'file.unreadable' || code === 'pack.not-found') ? 3 : 1
}

const one = (code: string, params: Fault['params'], pointer = ''): readonly Fault[] => [
  { pointer, code, params },
]

type Loaded<T> = { readonly value: T; readonly faults?: never } | { readonly faults: readonly Fault[] }

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

/** Where the text of a pack stands: a folder is named by its rules, for that is the file to mend. */
const fileOf = (name: string): string =>
  name.endsWith('.json') ? name : `${name.replace(/\/+$/, '')}/rules.json`

const packJson = async (name: string, io: RulesIo): Promise<Loaded<unknown>> => {
  const text = await io.resolvePack(name)
  return text === null ? { faults: one('pack.not-found', { pack: name }) } : parseJson(text, fileOf(name))
}

const namesIn = (json: unknown): readonly string[] => {
  const on: unknown = typeof json === 'object' && json !== null ? (json as { on?: unknown }).on : null
  return Array.isArray(on) ? on.filter(isPackId) : []
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
    const layer = text === null ? null : parseJson(text, fileOf(next))
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
  // What is allowed and should be known: rules under which more study can make a standing worse.
  if (!args.json) {
    io.stderr(`✓ ${pack.value.id}：没有错误 · no faults\n`)
    for (const note of pack.value.notes)
      io.stderr(
        `${note.params['version']} ${note.params['obligation']}: ${faultSentence(note, 'zh')} · ${faultSentence(note, 'en')}\n`,
      )
  }
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
  if (facts?.ok && args.on === undefined && facts.value.ask?.on === undefined)
    wrong.push(...one('on.missing', {}, '/ask/on'))
  if (facts?.ok && !pack.faults) wrong.push(...unknownObligation(pack.value, facts.value.ask?.obligation))
  if (wrong.length > 0 || pack.faults || !facts?.ok) return refuse(wrong, args, io)
  const result = evaluate(pack.value, facts.value, {
    trace: args.trace,
    ...(args.on !== undefined && { on: args.on }),
  })
  print(io, result)
  if (!args.json) for (const { zh, en } of remarksOn(result)) io.stderr(`${zh} · ${en}\n`)
  return 0
}

/** What a reader of a RESULT might overlook: that nothing applies, and why; words that the rules do not know. */
const remarksOn = ({ because, activities }: RuleResult): readonly Bilingual[] => [
  ...(because === undefined ? [] : [reasonSentence(because)]),
  ...activities.flatMap(({ id, unnamed = {} }) =>
    Object.entries(unnamed).map(([field, word]) => {
      const code = field === 'category' ? 'word.undeclared' : 'word.unnamed'
      const pointer = `/activities/${id}/${field}`
      const [zh, en] = (['zh', 'en'] as const).map((language) =>
        faultSentence({ code, params: { word, field: subjectWords(field)[language] } }, language),
      )
      return { zh: `${pointer}：${zh}`, en: en ?? '' }
    }),
  ),
]

/** A slip in a name must not read as an obligation that lays nothing on anybody. */
const unknownObligation = (pack: Ruleset, asked: string | undefined): readonly Fault[] => {
  const known = new Set(pack.versions.flatMap(({ obligations }) => obligations.map(({ id }) => id)))
  if (asked === undefined || known.has(asked)) return []
  return one('obligation.unknown', { obligation: asked, known: [...known].join(', ') }, '/ask/obligation')
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
  if (read.value.length === 0) return refuse(one('cases.none', {}), args, io)
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
