import type { Bilingual } from './pack-text.ts'

const sentences: Readonly<Record<string, Bilingual>> = {
  ok: { zh: '已计入', en: 'counted' },
  outside: { zh: '不在本期间内', en: 'outside this period' },
  reversed: { zh: '已冲销', en: 'taken back' },
  'fact.missing': { zh: '缺少判断所需的信息，暂不能确定', en: 'a fact needed to decide is missing' },
  'recognition.none': { zh: '尚未认定', en: 'not recognised yet' },
  'recognition.path': {
    zh: '已由无权认定者认定，须由有权者认定',
    en: 'recognised by somebody who may not; a body that may has to',
  },
  'recognition.returned': { zh: '已退回', en: 'returned' },
  'recognition.no-rule': { zh: '规则中没有这类活动', en: 'the rules know no such activity' },
  'recognition.condition': { zh: '不符合认定条件', en: 'a condition of recognition is not met' },
  'recognition.not-passed': { zh: '考核不合格，不计学时', en: 'not passed, so no hours count' },
  'convert.no-rule': { zh: '规则中没有折算办法', en: 'the rules have no conversion for it' },
  'convert.nothing': { zh: '折算后不足一学时', en: 'converts to less than one unit' },
  'period.other': { zh: '计入其他期间', en: 'serves another period' },
  'period.none': { zh: '完成之日没有适用的规则', en: 'no rule was in force when it was completed' },
  'conflict.overlap': {
    zh: '与另一项活动时间重叠，先认定者已计入',
    en: 'overlaps another activity that was recognised first',
  },
  'conflict.duplicate': { zh: '与另一项活动重复', en: 'the same as another activity' },
  'conflict.topic': {
    zh: '同一科目本期间已计入一次',
    en: 'the same subject has counted once in this period',
  },
}

/** Why an activity counted or did not, in both languages; a code without a sentence shows itself. */
export const becauseText = (code: string): Bilingual =>
  sentences[code] ??
  (code.startsWith('cap.')
    ? { zh: '超过上限的部分不计', en: 'above the cap, so not counted' }
    : { zh: code, en: code })
