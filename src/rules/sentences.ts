import type { Bilingual } from '../kernel/bilingual.ts'
import type { Fault } from './reading/cursor.ts'

/** What is wrong with a pack, a FACTS document or a command, by fault code; `{name}` is filled from the fault's params. */
export const faultSentences: Readonly<Record<string, Bilingual>> = {
  'amount.grain': {
    zh: '该数量不是最小计量单位的整数倍（每单位{perUnit}份）；要计得更细，请另立一个计量，写明每单位几份',
    en: 'the amount is not a whole number of grains ({perUnit} in one unit); to count in smaller parts, declare a measure of its own with that many parts in a unit',
  },
  'allocate.unknown': {
    zh: '没有这种计入方式，可用：{known}',
    en: 'no such way to allocate; known: {known}',
  },
  'basis.unknown': { zh: '未声明的依据文件“{basis}”', en: 'the legal basis “{basis}” is not declared' },
  'category.unknown': { zh: '未声明的科目类别“{category}”', en: 'the category “{category}” is not declared' },
  'clause.unknown': { zh: '未声明的条款“{clause}”', en: 'the clause “{clause}” is not declared' },
  'conflict.form': { zh: '冲突规则须写明下列之一：{known}', en: 'a conflict rule states one of: {known}' },
  'convert.grain': {
    zh: '不能证明折算结果是最小计量单位的整数倍，请加一步取整',
    en: 'the conversion cannot be shown to end on a whole grain: state a round',
  },
  'dates.order': {
    zh: '结束（{to}）早于开始（{from}）',
    en: 'the end ({to}) comes before the beginning ({from})',
  },
  'dates.too-early': {
    zh: '这一天总是早于周期的结束，不会给出任何补学时间',
    en: 'this day always comes before the end of the period: it gives no time after it',
  },
  'dates.reversed': {
    zh: '结束日总是早于开始日',
    en: 'the end always comes before the beginning',
  },
  'day.unknown': { zh: '不能识别的日期“{name}”', en: '“{name}” names no day' },
  'declare.choices': {
    zh: '选择题须列出可选项，其他形式的问题不列',
    en: 'a question with choices lists them, and no other question does',
  },
  'declare.field': {
    zh: '申报的回答不能写到“{name}”',
    en: 'an answer of a declaration cannot go to “{name}”',
  },
  'document.too-big': { zh: '文件过大，或其中一段文字过长', en: 'the document, or a text in it, is too big' },
  'document.too-deep': { zh: '嵌套超过{deepest}层', en: 'nested deeper than {deepest}' },
  'exemption.extent': {
    zh: '免修范围只能写 lines 或 share 之一',
    en: 'the extent of an exemption is either lines or share',
  },
  'fact.overlap': {
    zh: '“{fact}”在同一天有两个不同的值',
    en: '“{fact}” has two different values on one day',
  },
  'field.unknown': { zh: '活动没有字段“{name}”', en: 'an activity has no field “{name}”' },
  'file.unreadable': { zh: '读不到文件 {file}：{message}', en: 'cannot read {file}: {message}' },
  'holding.kind': {
    zh: '按资格逐项要求的，须写明资格种类',
    en: 'an obligation per holding names the kind of holding',
  },
  'id.twice': { zh: '编号“{id}”重复', en: 'the id “{id}” is used twice' },
  'json.syntax': { zh: '{file} 不是合法的 JSON：{message}', en: '{file} is not JSON: {message}' },
  'key.missing': { zh: '缺少“{key}”', en: '“{key}” is missing' },
  'key.twice': {
    zh: '“{key}”写了两次，不知以哪个为准',
    en: '“{key}” is written twice; which is meant cannot be told',
  },
  'key.unknown': { zh: '不认识“{key}”，可用：{known}', en: '“{key}” is not known here; known: {known}' },
  'rule.unreachable': {
    zh: '规则“{rule}”永远轮不到：前面的“{by}”总是适用',
    en: 'the rule “{rule}” is never reached: “{by}” before it always applies',
  },
  'line.form': { zh: '每条要求须写明下列之一：{known}', en: 'a line states exactly one of: {known}' },
  'list.empty': { zh: '此处至少要有一项', en: 'at least one item is needed here' },
  'measure.unknown': { zh: '未声明的计量“{measure}”', en: 'the measure “{measure}” is not declared' },
  'number.inexact': {
    zh: '数字不能带小数点或指数，非整数须写成字符串，如 "3.5" 或 "7/2"',
    en: 'a number has no point and no exponent; what is not whole is written as a text: "3.5" or "7/2"',
  },
  'number.inexact.whole': {
    zh: '须是{least}到{most}的整数，不带小数点或指数',
    en: 'must be an integer from {least} to {most}, without a point or an exponent',
  },
  'number.negative': { zh: '不能是负数', en: 'must not be negative' },
  'number.range': { zh: '数值过大（最大 {most}）', en: 'too large (at most {most})' },
  'number.zero': { zh: '不能是零', en: 'must not be zero' },
  'obligation.unknown': {
    zh: '规则包没有名为 {obligation} 的义务；有的是：{known}',
    en: 'the pack has no obligation named {obligation}; it has: {known}',
  },
  'on.missing': {
    zh: '没有写明按哪一天判定：请用 --on 或 ask.on',
    en: 'the day asked about is missing: give --on or ask.on',
  },
  'order.missing': {
    zh: '“{name}”没有声明等级顺序，也不是数',
    en: '“{name}” has no declared order and the operand is no number',
  },
  'order.value': { zh: '等级须是下列之一：{known}', en: 'the value is one of: {known}' },
  'pack.id': {
    zh: '规则包编号须为 1 至 60 个英文字母、数字、点、下划线或连字符，并以字母或数字开头，如 gd-2021',
    en: 'the id of a pack is 1 to 60 letters, digits, dots, underscores or hyphens and begins with a letter or digit, such as gd-2021',
  },
  'pack.not-found': { zh: '找不到规则包“{pack}”', en: 'there is no pack “{pack}”' },
  'period.unknown': { zh: '没有这种周期，可用：{known}', en: 'no such kind of period; known: {known}' },
  'predicate.form': {
    zh: '不是条件：应为 all、any、not、field、fact、holding、approval、holds 之一',
    en: 'not a condition: one of all, any, not, field, fact, holding, approval, holds',
  },
  'predicate.operator': { zh: '条件须写明比较：{known}', en: 'a condition states a comparison: {known}' },
  'predicate.use-days': {
    zh: '日期请用 before、after、notBefore、notAfter 比较',
    en: 'compare days with before, after, notBefore, notAfter',
  },
  'session.minutes-beyond-clock': {
    zh: '从开始到结束只有{span}分钟',
    en: 'from its start to its end there are only {span} minutes',
  },
  'session.outside': {
    zh: '不在活动的起止日期（{from}至{to}）之内',
    en: 'lies outside the dates of the activity ({from} to {to})',
  },
  'sessions.sum': {
    zh: '写明的{stated}分钟与各节之和{sum}分钟不一致',
    en: 'the stated {stated} minutes differ from the sum of the sessions, {sum}',
  },
  'spill.counted': {
    zh: '“{to}”本来就计入“{from}”的全部学时，超出部分再转入会重复计算',
    en: '“{to}” counts everything that “{from}” counts: what is beyond would count there twice',
  },
  'step.form': { zh: '每一步只写一个折算方式', en: 'a step names exactly one operator' },
  'step.unknown': { zh: '没有折算方式“{step}”，可用：{known}', en: 'no such step “{step}”; known: {known}' },
  'text.empty': { zh: '还没有填写', en: 'must be filled in' },
  'type.choice': { zh: '须是下列之一：{choices}', en: 'must be one of: {choices}' },
  'type.day': { zh: '须是日期，如 2021-12-31', en: 'must be a date such as 2021-12-31' },
  'type.exact': { zh: '须是整数或字符串 "3.5"、"7/2"', en: 'must be an integer or a text "3.5" or "7/2"' },
  'type.flag': { zh: '须是 true 或 false', en: 'must be true or false' },
  'type.integer': { zh: '须是{least}到{most}的整数', en: 'must be an integer from {least} to {most}' },
  'type.list': { zh: '须是列表', en: 'must be a list' },
  'type.month-day': { zh: '须是月日，如 04-30', en: 'must be a month and day such as 04-30' },
  'type.object': { zh: '须是对象', en: 'must be an object' },
  'type.text': { zh: '须是文字', en: 'must be a text' },
  'type.time': { zh: '须是时刻，如 09:30', en: 'must be a time such as 09:30' },
  'type.value': {
    zh: '须是文字、整数、true/false、null 或文字列表',
    en: 'must be a text, an integer, true/false, null or a list of texts',
  },
  'unit.missing': { zh: '没有写明计量单位', en: 'the unit of account is missing' },
  'unit.unknown': { zh: '未声明的单位“{unit}”', en: 'the unit “{unit}” is not declared' },
  'version.overlap': {
    zh: '版本“{version}”与“{other}”的有效期重叠',
    en: 'the versions “{version}” and “{other}” overlap in time',
  },
  'caps.crossing': {
    zh: '上限“{cap}”与“{other}”互相交叉：须写明 "crossing": "claim-order"',
    en: 'the caps “{cap}” and “{other}” lie across each other: state "crossing": "claim-order"',
  },
  'case.expects-nothing': {
    zh: '算例须写出预期结论：至少一个达标结论、一条要求或一项活动，否则怎样都算通过',
    en: 'a case states what it expects: a standing, a line or an activity at least; otherwise anything would pass',
  },
  'cases.none': {
    zh: '没有算例，规则包未经检验',
    en: 'there are no cases: nothing of the pack has been tried',
  },
  'cases.invalid': {
    zh: '算例不合格式',
    en: 'the cases are not well formed',
  },
  'clause.twice': {
    zh: '条款“{clause}”在规则包“{pack}”中已经声明',
    en: 'the clause “{clause}” is already declared by the pack “{pack}”',
  },
  'convert.missing': {
    zh: '计量“{measure}”没有折算办法，却有要求计算它',
    en: 'a line counts the measure “{measure}”, which nothing is converted into',
  },
  'document.long-list': {
    zh: '列表过长（最多{longestList}项）',
    en: 'a list is too long (at most {longestList} items)',
  },
  'layer.incomparable': {
    zh: '“{line}”改写后不能与上层比较严宽，请用 replace 并说明理由',
    en: 'whether “{line}” is stricter than above cannot be told: use replace, with a reason',
  },
  'layer.loosens': {
    zh: '“{line}”比上层宽：上层条款 {parent}，本层条款 {child}',
    en: '“{line}” is looser than above: clause {parent} there, {child} here',
  },
  'layer.replaces': {
    zh: '“{id}”由上层规定：须用 replace 写明并说明理由',
    en: '“{id}” is settled above: state a replace, with a reason',
  },
  'layers.cycle': {
    zh: '规则包互为上层：{pack} 与 {on}',
    en: 'the packs stand on each other: {pack} and {on}',
  },
  'layers.missing': {
    zh: '找不到“{pack}”所依据的规则包“{on}”',
    en: 'the pack “{on}”, on which “{pack}” stands, was not found',
  },
  'line.cycle': {
    zh: '要求“{line}”的数额绕回自身',
    en: 'the amount of the line “{line}” comes back to itself',
  },
  'line.measure': {
    zh: '此处以计量“{measure}”计，要求“{line}”却以“{other}”计：不同的计量不能相加，也不能折算',
    en: 'this is in the measure “{measure}” but the line “{line}” counts “{other}”: measures are never added to or converted into each other',
  },
  'measure.no-line': {
    zh: '没有以“{measure}”计数额的要求，所加的无处可加',
    en: 'no line asks for an amount of “{measure}”, so what is added would be lost',
  },
  'line.no-amount': {
    zh: '要求“{line}”没有可引用的数额',
    en: 'the line “{line}” has no amount that could be referred to',
  },
  'line.unknown': {
    zh: '没有要求“{line}”',
    en: 'there is no line “{line}”',
  },
  'measure.conflict': {
    zh: '计量“{measure}”与上层的最小单位不同',
    en: 'the measure “{measure}” has another grain than above',
  },
  'merge.form': {
    zh: '每项改动只写下列之一：{known}',
    en: 'a change states exactly one of: {known}',
  },
  'merge.nothing': {
    zh: '这项改动没有改到任何东西',
    en: 'this change changes nothing',
  },
  'merge.target': {
    zh: '改动的对象须是下列之一：{known}',
    en: 'what is changed is one of: {known}',
  },
  'period.leap-day': {
    zh: '2月29日不能作为年度的起点',
    en: '29 February cannot begin a year',
  },
  'period.length': {
    zh: '周期须写明 years 或 months 之一',
    en: 'a cycle states years or months, one of them',
  },
  'round.topic-sum-last': {
    zh: '按科目合并取整须是最后一步',
    en: 'rounding over a topic comes last',
  },
  'share.above-one': {
    zh: '份额不能超过1',
    en: 'a share cannot be above 1',
  },
  'steps.order': {
    zh: '各档须由小到大',
    en: 'the rows rise',
  },
  'unit.conflict': {
    zh: '单位“{unit}”与上层的“{other}”不同，而上层没有允许另定',
    en: 'the unit “{unit}” differs from “{other}” above, which does not yield',
  },
  'law.crossing-caps': {
    zh: '提示：上限“{cap}”与其他上限交叉，多学一项可能使合计变少',
    en: 'note: the cap “{cap}” lies across another; more study may mean less in all',
  },
  'law.extension': {
    zh: '提示：有延期，延期内超出所缺的学时归新周期',
    en: 'note: there is extra time; what is studied in it beyond what was lacking serves the new period',
  },
  'law.none-line': {
    zh: '提示：要求“{line}”列出不得有的事，多一项可能由达标变为不达标',
    en: 'note: the line “{line}” forbids something; one more activity may turn met into unmet',
  },
  'law.share-of-counted': {
    zh: '提示：要求“{line}”按已计学时算份额，多学其他类别可能由达标变为不达标',
    en: 'note: the line “{line}” is a share of what is counted; more of another category may turn met into unmet',
  },
  'word.undeclared': {
    zh: '规则没有声明{field}“{word}”，按未填处理',
    en: 'the rules declare no {field} “{word}”: it counts as none stated',
  },
  'word.unnamed': {
    zh: '规则从未提及{field}“{word}”，请核对是否写错',
    en: 'no rule names the {field} “{word}”: check it for a slip',
  },
}

/** The sentence of a fault, its params filled in. */
export const faultSentence = (
  { code, params }: Pick<Fault, 'code' | 'params'>,
  language: 'zh' | 'en',
): string => {
  const asksWhole = code === 'number.inexact' && params['most'] !== undefined
  const sentence = faultSentences[asksWhole ? 'number.inexact.whole' : code]
  if (!sentence) return code
  return sentence[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
