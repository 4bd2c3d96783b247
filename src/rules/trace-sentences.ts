import type { Bilingual } from '../kernel/bilingual.ts'

const exact: Readonly<Record<string, Bilingual>> = {
  standing: { zh: '全部义务', en: 'all obligations' },
  activity: { zh: '一项活动的学时', en: 'the credit of an activity' },
  'closed.period': { zh: '该期间已结案，按结案记录', en: 'the period was closed: its frozen row answers' },
  'closed.carry-out': { zh: '结案记录中的结转', en: 'carried over by the closing row' },
  exempt: { zh: '免修，视为达标', en: 'exempt, and so met' },
  'in-doubt': { zh: '是否适用尚不能确定', en: 'whether it applies cannot be told yet' },
  'period-unknown': { zh: '缺少确定期间所需的信息', en: 'a fact that tells the period is missing' },
  'line.slice': { zh: '周期内的一年', en: 'one year of the cycle' },
  prorated: { zh: '按在职时间折减', en: 'in proportion to the time under obligation' },
  extension: { zh: '延期加罚', en: 'added for extra time' },
  debt: { zh: '免修期满后应补', en: 'owed on return from exemption' },
  'credit-rest': { zh: '尚未用掉的学时', en: 'what is left of the credit' },
  part: { zh: '分摊到本期间的一份', en: 'the part of this period' },
  spread: { zh: '依次填入本期间', en: 'filled into this period' },
  'spread-limit': { zh: '本期间可填入的上限', en: 'as much as this period takes' },
  taken: { zh: '补足所缺', en: 'taken to make up what is lacking' },
  'not-taken': { zh: '未取用', en: 'not taken' },
  lack: { zh: '尚缺', en: 'what is lacking' },
  room: { zh: '上限内的余额', en: 'room left under the cap' },
  rival: { zh: '与之竞争的学时', en: 'credit that competes with it' },
  maybe: { zh: '可能计入', en: 'may count' },
  'maybe-not': { zh: '可能不计', en: 'may not count' },
  'maybe-elsewhere': { zh: '可能计入其他期间', en: 'may serve another period' },
  'maybe-capped': { zh: '可能受上限限制', en: 'may be cut by the cap' },
  nothing: { zh: '无', en: 'nothing' },
  excess: { zh: '超出要求的部分', en: 'beyond the requirement' },
  carriable: { zh: '可结转的学时', en: 'credit that can be carried over' },
  'carry-cap': { zh: '结转上限', en: 'the most that is carried over' },
  'carry-none': { zh: '不结转', en: 'nothing carried over' },
  'carry-out': { zh: '结转到下期', en: 'carried over to the next period' },
  carried: { zh: '结转', en: 'carried over' },
  'carried-rest': { zh: '尚可结转', en: 'still to be carried over' },
  'used-up': { zh: '已用于本期要求', en: 'used up by the requirement' },
  unused: { zh: '未用于本期要求', en: 'not used by the requirement' },
}

/** Texts that name a line, rule or cap after the point. */
const about: Readonly<Record<string, Bilingual>> = {
  standing: { zh: '义务“{id}”', en: 'the obligation “{id}”' },
  line: { zh: '{id}：是否达到', en: '{id}: whether it is reached' },
  sum: { zh: '{id}：已计', en: '{id}: counted' },
  required: { zh: '{id}：应达到', en: '{id}: required' },
  lack: { zh: '{id}：尚缺', en: '{id}: still lacking' },
  cap: { zh: '上限（{id}）', en: 'the cap ({id})' },
  spill: { zh: '转计“{id}”', en: 'the spill “{id}”' },
  beyond: { zh: '{id}：超出要求的部分', en: '{id}: beyond the requirement' },
  done: { zh: '{id}：已完成', en: '{id}: done' },
  found: { zh: '{id}：不该有的活动', en: '{id}: what should not be there' },
  fact: { zh: '条件“{id}”', en: 'the condition “{id}”' },
  settled: { zh: '由“{id}”一次满足', en: 'settled by “{id}”' },
  exempt: { zh: '减免“{id}”', en: 'the exemption “{id}”' },
}

/** The sentence of a trace node's `text`; null for a key that nobody has given one. */
export const traceSentence = (text: string): Bilingual | null => {
  const whole = exact[text]
  if (whole) return whole
  const point = text.indexOf('.')
  const form = about[text.slice(0, Math.max(point, 0))]
  const id = text.slice(point + 1)
  return form ? { zh: form.zh.replace('{id}', id), en: form.en.replace('{id}', id) } : null
}
