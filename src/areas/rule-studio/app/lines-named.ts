import type { Bilingual } from '../../../kernel/bilingual.ts'
import { lineNames } from '../../../rules/index.ts'
import type { Rulebook } from '../../ledger/index.ts'

type Line = Rulebook['ruleset']['versions'][number]['obligations'][number]['lines'][number]

/** Requirements of some rulebooks by their names, groups by what they join; of one that several have, the last one's. */
export const linesNamed = (
  books: readonly Pick<Rulebook, 'ruleset' | 'texts'>[],
): { id: string; name: { zh: string; en: string } }[] => {
  const names = new Map<string, Bilingual>()
  for (const { ruleset, texts } of books) {
    const leaves = lineNames(ruleset, texts)
    for (const [id, name] of leaves) names.set(id, name)
    const add = (line: Line): Bilingual => {
      const members = line.members.map(add)
      const own = leaves.get(line.id) ?? joined(line, members)
      if (line.members.length > 0) names.set(line.id, own)
      return own
    }
    for (const { obligations } of ruleset.versions) for (const { lines } of obligations) lines.forEach(add)
  }
  return [...names].map(([id, { zh, en }]) => ({ id, name: { zh, en } }))
}

const joined = ({ id, kind }: Line, members: readonly Bilingual[]): Bilingual => {
  if (members.length === 0) return { zh: id, en: id }
  const isEach = kind === 'allOf'
  return {
    zh: members.map(({ zh }) => zh).join(isEach ? '和' : '或'),
    en: members.map(({ en }) => en).join(isEach ? ' and ' : ' or '),
  }
}
