import type { Json } from '../../kernel/canonical-json.ts'
import {
  isChoiceKey,
  type ItemKind,
  type Key,
  type Option,
  type Part,
} from '../../areas/exams/domain/item.ts'

interface Asked {
  readonly kind: ItemKind
  readonly options: readonly Option[]
  readonly parts?: readonly Part[]
}

type Body = { readonly [member: string]: Json }

/**
 * What somebody answers who knows a question, or who does not: by the words of the question file, whatever ids and order
 * the paper gives them.
 */
export const demoAnswer = (asked: Asked, read: Asked & { readonly key: Key }, knows: boolean): Body => {
  const { key } = read
  const wordsOf = (id: string): string => read.options.find((option) => option.id === id)?.text ?? id
  const idOf = (words: string): string => asked.options.find((option) => option.text === words)?.id ?? ''
  if (isChoiceKey(key)) {
    const right = new Set(key.map(wordsOf))
    const options = asked.options.filter((option) => right.has(option.text) === knows).map(({ id }) => id)
    return { options: asked.kind === 'multiple' ? options : options.slice(0, 1) }
  }
  const order = (key.order ?? []).map((id) => idOf(wordsOf(id)))
  const rights = Object.values(key.pairs ?? {}).map((id) => idOf(wordsOf(id)))
  switch (asked.kind) {
    case 'gap':
      return {
        texts: Object.fromEntries(
          Object.entries(key.texts ?? {}).map(([id, forms]) => [id, knows ? (forms[0] ?? '') : '不清楚']),
        ),
      }
    case 'ordering':
      return { order: knows ? order : order.toReversed() }
    case 'matching':
      return {
        pairs: Object.fromEntries(
          Object.keys(key.pairs ?? {}).map((id, at) => [
            id,
            rights[knows ? at : rights.length - 1 - at] ?? '',
          ]),
        ),
      }
    case 'numeric':
      return { number: knows ? (key.number ?? '') : '0' }
    case 'case':
      return {
        parts: Object.fromEntries(
          (asked.parts ?? []).map((part) => {
            const inner = read.parts?.find(({ id }) => id === part.id)
            const kind = part.kind ?? 'single'
            return [
              part.id,
              demoAnswer(
                { ...part, kind, options: part.options ?? [] },
                {
                  kind,
                  options: inner?.options ?? [],
                  parts: inner?.parts ?? [],
                  key: key.parts?.[part.id] ?? [],
                },
                knows,
              ),
            ]
          }),
        ),
      }
    default:
      return { text: knows ? '学习贯穿职业生涯的始终。' : '' }
  }
}
