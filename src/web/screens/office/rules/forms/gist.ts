import { listed } from '../../../../i18n/listed.ts'
import { useEitherName, useLanguage, useWords } from '../../../../i18n/words.ts'
import { isNode, type Node, nodeOf, nodesOf, textOf } from '../json-path.ts'
import { useKindWord } from '../kind-words.ts'
import { activityFields, dayOperators, namesOf, operators, subjects, wayOf } from './conditions.ts'
import { type Field, fieldsOf, type Form, type Union } from './form.ts'
import { useScope } from './scope.ts'

type Gist = (union: Union, kind: string | undefined, row: Node) => string

/** A condition in a few words, for the line a rule is folded to. */
export const useConditionGist = (): ((condition: unknown) => string) => {
  const say = useWords('ruleConditions')
  const either = useEitherName()
  const kindWord = useKindWord()
  const { pack } = useScope()
  const nameOf = (id: string): string => {
    const names = nodeOf(nodeOf(pack['categories'])[id])
    return either(textOf(names['zh']), textOf(names['en'])) || id
  }
  const operand = (value: unknown): string =>
    Array.isArray(value)
      ? value.map(String).join(say('or'))
      : isNode(value)
        ? '…'
        : typeof value === 'boolean'
          ? say(value ? 'sort.yes' : 'sort.no')
          : value === null
            ? say('sort.nothing')
            : String(value)
  const test = (node: Node): string => {
    const subject = subjects.find((one) => node[one] !== undefined) ?? 'field'
    const name = textOf(node[subject])
    const known = activityFields.find((one) => one === name)
    const said = operators.filter((one) => node[one] !== undefined)
    return said
      .map((one) =>
        one === 'exists'
          ? `${known ? say(`field.${known}`) : name} ${say(node[one] === false ? 'exists.no' : 'exists.yes')}`
          : `${known ? say(`field.${known}`) : name} ${say(`op.${one}`)} ${operand(node[one])}`,
      )
      .join(say('and'))
  }
  const gist = (condition: unknown): string => {
    const way = wayOf(condition)
    const node = nodeOf(condition)
    if (way === undefined || way === 'always' || way === 'never') return say(`way.${way ?? 'other'}`)
    if (way === 'category') return namesOf(condition).map(nameOf).join(say('or'))
    if (way === 'kind') return namesOf(condition).map(kindWord).join(say('or'))
    if (way === 'all' || way === 'any') {
      const members: readonly unknown[] = Array.isArray(node[way]) ? node[way] : []
      return members.map(gist).join(say(way === 'all' ? 'and' : 'or'))
    }
    if (way === 'not') return `${say('way.not')} ${gist(node['not'])}`
    if (way === 'programme') return `${say('way.programme')} ${textOf(node['has'])}`
    if (way === 'holds') return `${say('way.holds')} ${textOf(nodeOf(node['holds'])['kind'])}`
    if (way === 'approval')
      return `${say('way.approval')} ${textOf(node['approval'])}${dayOperators.some((one) => node[one] !== undefined) ? ' …' : ''}`
    return test(node)
  }
  return gist
}

/** What a thing says, in a line: its figures, choices and conditions, in the order of its form. */
export const useGist = (): Gist => {
  const say = useWords('ruleForms')
  const language = useLanguage()
  const condition = useConditionGist()
  const part = (field: Field, value: unknown): readonly string[] => {
    if (value === undefined || value === null || field.as === 'id' || field.as === 'clause') return []
    if (field.as === 'choice') {
      const word = field.of.find((one) => one.value === value)?.word
      return word ? [say(word)] : []
    }
    if (field.as === 'choices')
      return [
        listed(
          language,
          (Array.isArray(value) ? value : [])
            .map((one) => field.of.find((each) => each.value === one)?.word)
            .flatMap((word) => (word ? [say(word)] : [])),
        ),
      ]
    if (field.as === 'condition') return [condition(value)]
    if (field.as === 'form') return parts(field.form, nodeOf(value))
    if (field.as === 'list') return nodesOf(value).map((row) => gist(field.union(), row))
    if (field.as === 'bilingual' || field.as === 'chains' || field.as === 'day' || isNode(value)) return []
    if (field.as === 'flag') return value === true ? [say(`f.${field.word}`)] : []
    const text = Array.isArray(value) ? listed(language, value.map(textOf)) : textOf(value)
    return text === '' ? [] : [`${say(`f.${field.word}`)} ${text}`]
  }
  const parts = (form: Form, node: Node): readonly string[] =>
    form.flatMap((one) => part(one, node[one.member]))
  const gist = (union: Union, row: Node): string => {
    const kind = union.kindOf(row)
    const word = kind === undefined ? undefined : union.kinds[kind]?.word
    const said = parts(fieldsOf(union, kind ?? ''), row)
    const name = word && Object.keys(union.kinds).length > 1 ? [say(`k.${word}`)] : []
    return [...name, ...said].join(' ')
  }
  return (union, kind, row) => {
    if (kind === undefined) return ''
    const word = union.kinds[kind]?.word
    const named = word ? `${say(`k.${word}`)} ` : ''
    return (
      parts(fieldsOf(union, kind), row)
        .filter((one) => one !== '')
        // The kind stands before the line: a field of the same name need not say it again.
        .map((one) => (named !== '' && one.startsWith(named) ? one.slice(named.length) : one))
        .join(' · ')
    )
  }
}
