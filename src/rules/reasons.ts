import type { Bilingual } from '../kernel/bilingual.ts'

/** Why an activity counts or does not, by the `because` code of RESULT; a pack may name codes of its own in `require`. */
export const reasonSentences: Readonly<Record<string, Bilingual>> = {
  ok: { zh: '已计入', en: 'counted' },
  reversed: { zh: '已冲销', en: 'taken back' },
  reversal: { zh: '这是一项冲销，本身不计', en: 'this takes another back and counts for nothing itself' },
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
  'recognition.late': { zh: '申报超过期限', en: 'declared after the time limit' },
  'recognition.not-designated': { zh: '没有事先认可', en: 'not designated in advance' },
  'convert.no-rule': { zh: '规则中没有折算办法', en: 'the rules have no conversion for it' },
  'convert.no-quantity': { zh: '没有折算所需的数量', en: 'it has no quantity that could be converted' },
  'convert.no-case': { zh: '折算办法中没有这种情形', en: 'the conversion knows no such case' },
  'convert.no-value': { zh: '折算表中没有这个值', en: 'the table has no such value' },
  'convert.half-day': { zh: '规则没有半天的折算', en: 'the rules do not say what a half-day is' },
  'convert.rank': { zh: '排名不是正整数', en: 'the place is not a positive whole number' },
  'convert.range': { zh: '数量大得不合理', en: 'the amount is beyond all reason' },
  'convert.nothing': { zh: '折算后没有可计的学时', en: 'it converts to nothing' },
  'period.other': { zh: '计入其他期间', en: 'serves another period' },
  'period.none': { zh: '完成之日没有适用的期间', en: 'no period was there when it was completed' },
  'period.closed': { zh: '该期间已结案，此项不在其中', en: 'the period was closed without it' },
  'period.not-needed': { zh: '该期间不缺学时，未取用', en: 'the period lacks nothing and took none of it' },
  'period.lapsed': {
    zh: '可用期间已过，余下的失效',
    en: 'the periods that could use it are past; the rest has lapsed',
  },
  'conflict.overlap': {
    zh: '与另一项活动时间重叠，先认定者已计入',
    en: 'overlaps another activity that was recognised first',
  },
  'conflict.duplicate': { zh: '与另一项活动重复', en: 'the same as another activity' },
  'conflict.most': {
    zh: '本期内同类活动可计的次数已满',
    en: 'as many of these as may count in a period have counted',
  },
  'conflict.topic': { zh: '同一科目在期限内已计入一次', en: 'the same subject has counted once already' },
  'conflict.repeat': {
    zh: '同一内容重复进行，只计一次或按比例计',
    en: 'a repetition counts in part or not at all',
  },
  'conflict.role': { zh: '同一场不能既授课又听课', en: 'nobody both teaches and attends one session' },
  'cap.exceeded': { zh: '超过上限的部分不计', en: 'above the cap, so not counted' },
  'version.none': {
    zh: '该日没有生效的规则版本，规则对此既无要求，也未判定',
    en: 'no version of the rules is in force on that day: they require nothing of it and decide nothing',
  },
  'period.unknown': { zh: '规则中没有这样的期间', en: 'the rules know no such period' },
  'holding.none': {
    zh: '没有持有规则所指的职称、执业资格或会籍',
    en: 'holds no title, licence or membership that the rules speak of',
  },
  'population.outside': {
    zh: '不属于规则适用的人员范围',
    en: 'is not among the people whom the rules reach',
  },
  'programme.none': { zh: '没有参加任何项目', en: 'takes part in no programme' },
  'obligation.none': { zh: '没有适用于本人的义务', en: 'no obligation reaches this person' },
}

export const reasonSentence = (code: string): Bilingual => reasonSentences[code] ?? { zh: code, en: code }
