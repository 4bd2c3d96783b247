import { monthDay } from './condition-schema.ts'
import {
  bilingual,
  choice,
  flag,
  integer,
  optionalList,
  orNull,
  shape,
  someOf,
  text,
  told,
} from './json-schema.ts'

export const answerForms = ['text', 'whole', 'exact', 'choice', 'yes-no', 'day'] as const
export const checkers = ['employer', 'sector', 'authority'] as const

const names = { zh: text, en: text }
export const answerChoice = shape({ ...names, value: text })
export const ask = shape({
  ...names,
  field: told(text, 'where the answer goes: evidence.NAME, quantity.minutes …, work, topic, mode'),
  form: choice(...answerForms),
  'required?': flag,
  'most?': told(integer(1, 1_000_000_000), 'of a whole number'),
  'choices?': optionalList(answerChoice),
  'help?': orNull(bilingual),
})
export const declarable = shape({
  ...names,
  id: told(text, 'the `kind` of the activity'),
  categories: told(someOf(text), 'one is settled, of several the person chooses'),
  'role?': text,
  'asks?': optionalList(ask),
  'papers?': told(orNull(bilingual), 'what has to be shown for it'),
  'clause?': told(text, 'what it is worth, in words'),
})
export const until = shape({ monthDay, 'yearsAfter?': integer(0, 10) })
export const actDays = shape({
  'check?': integer(1, 1000),
  'recognise?': integer(1, 1000),
  'mend?': told(integer(1, 1000), 'after it was returned'),
  'remind?': told(integer(0, 1000), 'before the last day, whoever has to act is reminded'),
})
export const declare = shape(
  {
    kinds: someOf(declarable),
    'check?': told(choice(...checkers), 'who looks at the papers first'),
    'until?': told(orNull(until), 'last day on which what was completed in a year may be declared'),
    'days?': told(orNull(actDays), 'days within which each has to act'),
    'clause?': text,
  },
  'what people may declare themselves',
)
