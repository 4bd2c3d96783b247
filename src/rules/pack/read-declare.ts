import {
  child,
  type Cursor,
  fault,
  faultIfEmpty,
  isPresent,
  isShaped,
  readChoice,
  readFlag,
  readInteger,
  readList,
  readMonthDay,
  readText,
  readTexts,
} from '../reading/cursor.ts'
import * as forms from '../schema/declare-schema.ts'
import { bilingual } from '../schema/json-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import type { DeclarableAsk, DeclarableKind, DeclareRules } from './declare.ts'
import type { Bilingual } from '../../kernel/bilingual.ts'
import { uniqueRules } from './read-obligation.ts'
import type { PackScope } from './scope.ts'

/** What people may declare themselves, who checks it, and by when. */
export const readDeclare = (at: Cursor, scope: PackScope, origin: string): DeclareRules | null => {
  if (!isShaped(at, forms.declare)) return null
  uniqueRules(child(at, 'kinds'))
  const kinds = readList(child(at, 'kinds'), (item) => readKind(item, scope, origin))
  if (!Array.isArray(at.value['kinds'])) fault(child(at, 'kinds'), 'type.list')
  else if (at.value['kinds'].length === 0) faultIfEmpty(child(at, 'kinds'))
  return {
    kinds,
    check: at.value['check'] === undefined ? null : readChoice(child(at, 'check'), forms.checkers),
    until: isPresent(child(at, 'until')) ? readUntil(child(at, 'until')) : null,
    days: readDays(child(at, 'days')),
    clause: at.value['clause'] === undefined ? null : readClause(child(at, 'clause'), scope),
  }
}

const readKind = (at: Cursor, scope: PackScope, origin: string): DeclarableKind | null => {
  if (!isShaped(at, forms.declarable)) return null
  const names = readNames(at)
  const id = readText(child(at, 'id'))
  const categories = readTexts(child(at, 'categories'))
  if (!Array.isArray(at.value['categories'])) fault(child(at, 'categories'), 'type.list')
  else if (at.value['categories'].length === 0) faultIfEmpty(child(at, 'categories'))
  for (const category of categories)
    if (!scope.categories.has(category)) fault(child(at, 'categories'), 'category.unknown', { category })
  const role = at.value['role'] === undefined ? null : readText(child(at, 'role'))
  const asks = readList(child(at, 'asks'), readAsk)
  const papers = optionalNames(child(at, 'papers'))
  const clause = at.value['clause'] === undefined ? null : readClause(child(at, 'clause'), scope)
  return names && id !== null ? { ...names, id, categories, role, asks, papers, clause, origin } : null
}

/** Fields of an activity that a question may fill; all others are asked of everybody, or are not the person's to say. */
const answerable =
  /^(?:evidence\.[A-Za-z]\w{0,39}|quantity\.(?:minutes|days|halfDays|units|count|points)|work|topic|mode)$/

const readAsk = (at: Cursor): DeclarableAsk | null => {
  if (!isShaped(at, forms.ask)) return null
  const names = readNames(at)
  const field = readText(child(at, 'field'))
  if (field !== null && !answerable.test(field)) fault(child(at, 'field'), 'declare.field', { name: field })
  const form = readChoice(child(at, 'form'), forms.answerForms)
  const required = at.value['required'] === undefined ? true : readFlag(child(at, 'required'))
  const most = at.value['most'] === undefined ? null : readInteger(child(at, 'most'), 1, 1_000_000_000)
  const choices = readList(child(at, 'choices'), readAnswerChoice)
  if (form !== null && (form === 'choice') !== choices.length > 0) fault(at, 'declare.choices')
  const help = optionalNames(child(at, 'help'))
  return names && field !== null && form !== null && required !== null
    ? { ...names, field, form, required, most, choices, help }
    : null
}

const readAnswerChoice = (at: Cursor): DeclarableAsk['choices'][number] | null => {
  if (!isShaped(at, forms.answerChoice)) return null
  const names = readNames(at)
  const value = readText(child(at, 'value'))
  return names && value !== null ? { ...names, value } : null
}

const readNames = (at: Cursor): Bilingual | null => {
  const [zh, en] = [readText(child(at, 'zh')), readText(child(at, 'en'))]
  return zh !== null && en !== null ? { zh, en } : null
}

const optionalNames = (at: Cursor): Bilingual | null =>
  isPresent(at) && isShaped(at, bilingual) ? readNames(at) : null

const readUntil = (at: Cursor): DeclareRules['until'] => {
  if (!isShaped(at, forms.until)) return null
  const monthDay = readMonthDay(child(at, 'monthDay'))
  const yearsAfter = at.value['yearsAfter'] === undefined ? 0 : readInteger(child(at, 'yearsAfter'), 0, 10)
  return monthDay !== null && yearsAfter !== null ? { monthDay, yearsAfter } : null
}

const readDays = (at: Cursor): DeclareRules['days'] => {
  const none = { check: null, recognise: null, mend: null, remind: null }
  if (!isPresent(at) || !isShaped(at, forms.actDays)) return none
  const read = (name: keyof typeof none, least: number): number | null =>
    at.value[name] === undefined ? null : readInteger(child(at, name), least, 1000)
  return {
    check: read('check', 1),
    recognise: read('recognise', 1),
    mend: read('mend', 1),
    remind: read('remind', 0),
  }
}
