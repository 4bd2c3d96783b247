import type { Word } from '../../../../i18n/words.ts'
import type { Node } from '../json-path.ts'

type Words = Word<'ruleForms'>
/** A field's name in the tables of words: `f.NAME` labels it and `f.NAME.help` says in a sentence what it is for. */
export type FieldWord<K = Words> = K extends `f.${infer W}.help` ? W : never
/** The values a choice may take, by its words `c.NAME.VALUE`. */
type ChoiceOf<W extends string, K = Words> = K extends `c.${W}.${infer V}` ? V : never
export type KindWord<K = Words> = K extends `k.${infer W}.help` ? W : never

/** What needs no more said than its name. */
export type Plain =
  | 'id'
  | 'text'
  | 'exact'
  | 'exacts'
  | 'amount'
  | 'up-to'
  | 'condition'
  | 'conditions'
  | 'day'
  | 'date'
  | 'month-day'
  | 'span'
  | 'window'
  | 'clause'
  | 'category'
  | 'categories'
  | 'measure'
  | 'line'
  | 'lines'
  | 'lines-or-all'
  | 'texts'
  | 'fields'
  | 'source'
  | 'bilingual'
  | 'values'
  | 'chains'
  | 'named-texts'

/** What a field holds and how it is typed in. */
export type Holds =
  | { readonly as: Plain }
  | { readonly as: 'whole'; readonly least: number; readonly most: number }
  /** `otherwise` is what the engine takes where it is not stated. */
  | { readonly as: 'flag'; readonly otherwise: boolean }
  | { readonly as: 'choice'; readonly of: readonly ChoiceText[]; readonly otherwise?: string }
  | { readonly as: 'choices'; readonly of: readonly ChoiceText[] }
  /** A part with fields of its own; with `begun` it may be left out, and begins so. */
  | { readonly as: 'form'; readonly form: Form; readonly begun?: Node }
  | { readonly as: 'list'; readonly union: () => Union }
  | { readonly as: 'map'; readonly union: () => Union }

export interface ChoiceText {
  readonly value: string
  readonly word: Words
}

export type Field = Holds & {
  /** The member of the text it edits. */
  readonly member: string
  readonly word: FieldWord
  /** Seldom wanted: folded away until it is stated. */
  readonly rare?: true
}

export type Form = readonly Field[]

/** One of the forms a thing may have: what it is called, its fields, and what a new one begins as. */
export interface Kind {
  readonly word: KindWord
  readonly form: Form
  readonly begun: Node
}

/** A thing that has one of several forms, told apart by what is written in it. */
export interface Union {
  readonly kinds: Readonly<Record<string, Kind>>
  readonly kindOf: (node: Node) => string | undefined
  /** What every kind has, first and last in the form; it stays when the kind is changed. */
  readonly head: Form
  readonly foot: Form
  /** The member that says which kind it is, where no field does. */
  readonly said?: string
  /** Begins the id of a new one; left out, there is none. */
  readonly stem?: string
}

/** Told apart by which member is there. */
export const byMember =
  (...members: readonly string[]) =>
  (node: Node): string | undefined =>
    members.find((member) => node[member] !== undefined)

/** Told apart by what one member says. */
export const byValue =
  (member: string) =>
  (node: Node): string | undefined =>
    typeof node[member] === 'string' ? node[member] : undefined

/** A list whose things all have the same form. */
export const single = (word: KindWord, form: Form, begun: Node, stem?: string): Union => ({
  kinds: { one: { word, form, begun } },
  kindOf: () => 'one',
  head: [],
  foot: [],
  ...(stem === undefined ? {} : { stem }),
})

export const field = (member: string, as: Plain, word: FieldWord): Field => ({ member, as, word })

/** A yes or no; `otherwise` is what the engine takes where it is not stated. */
export const flag = (member: string, word: FieldWord, otherwise = false): Field => ({
  member,
  word,
  as: 'flag',
  otherwise,
})

export const whole = (member: string, word: FieldWord, least: number, most: number): Field => ({
  member,
  word,
  as: 'whole',
  least,
  most,
})

export const choice = <W extends FieldWord>(
  member: string,
  word: W,
  values: readonly ChoiceOf<W>[],
  otherwise?: ChoiceOf<W>,
): Field => ({
  member,
  word,
  as: 'choice',
  of: textsOf(word, values),
  ...(otherwise === undefined ? {} : { otherwise }),
})

export const choices = <W extends FieldWord>(
  member: string,
  word: W,
  values: readonly ChoiceOf<W>[],
): Field => ({ member, word, as: 'choices', of: textsOf(word, values) })

const textsOf = (word: string, values: readonly string[]): readonly ChoiceText[] =>
  values.map((value) => ({ value, word: `c.${word}.${value}` as Words }))

export const rare = (one: Field): Field => ({ ...one, rare: true })

/** All fields of a thing of that kind. */
export const fieldsOf = (union: Union, kind: string): Form => [
  ...union.head,
  ...(union.kinds[kind]?.form ?? []),
  ...union.foot,
]

/** The same thing as another kind: what both kinds have under one name is kept. */
export const asKind = (union: Union, kind: string, node: Node): Node => {
  const before = new Map(fieldsOf(union, union.kindOf(node) ?? '').map((one) => [one.member, one.word]))
  const kept = fieldsOf(union, kind).filter(
    ({ member, word }) => node[member] !== undefined && before.get(member) === word,
  )
  return {
    ...Object.fromEntries(Object.entries(node).filter(([key]) => kept.some(({ member }) => member === key))),
    ...Object.fromEntries(
      Object.entries(union.kinds[kind]?.begun ?? {}).filter(
        ([key]) => !kept.some(({ member }) => member === key),
      ),
    ),
  }
}
