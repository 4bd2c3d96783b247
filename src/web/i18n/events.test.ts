import { expect, test } from 'vitest'
import { en } from './en/index.ts'
import { zh } from './zh/index.ts'

type Maker = (...facts: unknown[]) => { readonly name: string }

const modules = import.meta.glob<Record<string, unknown>>('../../areas/*/events.ts', { eager: true })
const appSources = import.meta.glob<string>('../../areas/*/app/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** Names of every event an area can emit: of its events.ts by making one, of events emitted in passing by their text. */
const names = (): string[] => {
  const facts = Array.from({ length: 6 }, () => ({}))
  const listed = Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter((one): one is Record<string, string> => typeof one === 'object' && one !== null)
    .flatMap((one) => Object.values(one))
  const made = Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter((one): one is Maker => typeof one === 'function')
    .map((maker) => maker(...facts).name)
  const inPassing = Object.values(appSources).flatMap((text) =>
    [...text.matchAll(/name: '([a-z]+\.[A-Za-z]+)',\s*subject/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set([...listed, ...made, ...inPassing])].sort()
}

test('every event has a sentence in both languages, so that no history shows a bare name', () => {
  const all = names()
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter((name) => !(name in zh.events) || !(name in en.events))).toEqual([])
})
