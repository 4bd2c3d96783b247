import { isChoiceKey, type Key, type Part } from './item.ts'

/** A right answer as people read it: the ids of a choice, or one line for each thing there is to say. */
export const keyLines = (question: {
  readonly options: readonly { readonly id: string; readonly text: string }[]
  readonly parts: readonly Part[]
  readonly key: Key
}): string[] => {
  const { options, parts, key } = question
  if (isChoiceKey(key)) return [...key]
  const words = (id: string): string => options.find((option) => option.id === id)?.text ?? id
  const place = (id: string): number => parts.findIndex((part) => part.id === id) + 1
  return [
    ...(key.order ?? []).map((id, at) => `${at + 1}. ${words(id)}`),
    ...Object.entries(key.texts ?? {}).map(([id, forms]) => `${place(id)}. ${forms.join(' | ')}`),
    ...Object.entries(key.pairs ?? {}).map(
      ([id, option]) => `${parts.find((part) => part.id === id)?.text ?? id} = ${words(option)}`,
    ),
    ...(key.number === undefined ? [] : [`${key.number} ± ${key.tolerance ?? '0'}`]),
    ...(key.reference ? [key.reference] : []),
    ...Object.entries(key.parts ?? {}).flatMap(([id, inner]) => {
      const part = parts.find((one) => one.id === id)
      return keyLines({ options: part?.options ?? [], parts: part?.parts ?? [], key: inner }).map(
        (line) => `${place(id)}) ${part?.options?.find((option) => option.id === line)?.text ?? line}`,
      )
    }),
  ]
}
