import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const web = new URL('../', import.meta.url)

/** Classes a style sheet calls its own: whole selectors of one class, outside of conditions. */
const owned = (file: string): string[] => {
  const text = readFileSync(new URL(file, web), 'utf8').replace(/\/\*.*?\*\//gs, '')
  return [...text.matchAll(/^\.([\w-]+) \{$/gm)].map(([, name]) => name ?? '')
}

// Sheets of screens stay once they have come: a class of two of them looks otherwise after the other screen was opened.
it('a class belongs to one style sheet', () => {
  const owners = new Map<string, Set<string>>()
  for (const file of globSync('{ui,forms,screens}/**/*.css', { cwd: web, exclude: ['screens/public/**'] }))
    for (const name of owned(file)) owners.set(name, (owners.get(name) ?? new Set()).add(file))
  expect(owners.size).toBeGreaterThan(100)
  const shared = [...owners].filter(([, files]) => files.size > 1)
  expect(shared.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([])
})
