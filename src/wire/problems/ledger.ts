import { problems } from './problem.ts'

export const ledgerProblems = problems({
  'ledger.no-programme': {
    status: 404,
    zh: '此人尚未参加任何项目，没有学时记录。',
    en: 'This person has taken part in no programme yet, so there is no record.',
  },
  'ledger.pack-missing': {
    status: 422,
    zh: '规则包“{pack}”未登记，无法计算学时。',
    en: 'Rule pack "{pack}" is not registered, so hours cannot be worked out.',
  },
  'ledger.pack-faulty': {
    status: 422,
    zh: '规则包“{pack}”有错误，不能据以判定：“{faultIn}”的 {pointer} 处，{faultZh}（共 {count} 处错误）。已结算的年度仍可查阅。',
    en: 'Rule pack "{pack}" has faults and nothing can be judged by it: at {pointer} of "{faultIn}", {faultEn} (faults in all: {count}). Closed years can still be read.',
  },
  'ledger.obligation-unknown': {
    status: 400,
    zh: '规则中没有义务“{obligation}”，可用：{known}。',
    en: 'The rules know no obligation "{obligation}"; known: {known}.',
  },
  'ledger.already-reversed': {
    status: 409,
    zh: '这项学习记录已被冲销。',
    en: 'This activity has already been taken back.',
  },
  'ledger.not-drift': {
    status: 409,
    zh: '台账与依据的差别不是改计能够解释的，没有作任何登记。请先查明 doctor 列出的各项。',
    en: 'The ledger differs from the evidence in ways that crediting anew does not explain; nothing was entered. Look into what doctor lists first.',
  },
  'ledger.reason-missing': {
    status: 422,
    zh: '请写明冲销的理由。',
    en: 'Give the reason for taking this back.',
  },
  'exemption.dates': {
    status: 422,
    zh: '减免的截止日期不能早于起始日期。',
    en: 'An exemption cannot end before it begins.',
  },
  'exemption.share': {
    status: 422,
    zh: '“{share}”不是减免的比例：请写大于 0、不超过 1 的分数，如 1/2。',
    en: '"{share}" is no part to take off: write a fraction above 0 and up to 1, such as 1/2.',
  },
  'exemption.line-unknown': {
    status: 422,
    zh: '现行规则没有可以减免学时的要求“{line}”，可用：{known}。',
    en: 'The rules in force have no requirement "{line}" to take hours off; known: {known}.',
  },
  'exemption.line-amount': {
    status: 422,
    zh: '“{amount}”不能减去：请写大于 0、不超过 100000 的数，并为每单位 {perUnit} 份的整数倍，如 12。',
    en: '"{amount}" cannot be taken off: write a number above 0 and up to 100000 in whole parts of {perUnit} to a unit, such as 12.',
  },
  'exemption.reason-unknown': {
    status: 422,
    zh: '规则不承认“{reason}”为减免事由，可用：{known}。',
    en: 'The rules exempt nobody for "{reason}"; known: {known}.',
  },
  'exemption.own': {
    status: 409,
    zh: '不能给自己办理减免。',
    en: 'Nobody exempts themselves.',
  },
  'exemption.ended': {
    status: 409,
    zh: '这项减免已被撤销。',
    en: 'This exemption has already been taken back.',
  },
  'ledger.period-unknown': {
    status: 422,
    zh: '“{period}”不是一个期间：请写年度（如 2007），或起止日期。',
    en: '"{period}" is no period: write a year such as 2007, or the first and the last day.',
  },
  'ledger.period-open': {
    status: 409,
    zh: '{period} 期间到 {to} 才结束，结束后方可结算。',
    en: 'Period {period} runs until {to}; it is closed when it is over.',
  },
  'ledger.period-outside': {
    status: 422,
    zh: '{period} 不在项目的起止时间内。',
    en: 'The programme did not run in {period}.',
  },
  'ledger.period-closed': {
    status: 409,
    zh: '{period} 已结算。有后续调整的，请写明理由办理补充结算。',
    en: '{period} is closed. For what was entered since, make a supplementary closing with its reason.',
  },
  'ledger.period-not-closed': {
    status: 409,
    zh: '{period} 尚未结算，不能补充结算。',
    en: '{period} is not closed yet, so there is nothing to supplement.',
  },
  'ledger.closing-at-work': {
    status: 409,
    zh: '这一期间正有一次试算或结算，请先完成或放弃它。',
    en: 'A count or a closing of this period is under way; finish it or let it go first.',
  },
  'ledger.register-at-work': {
    status: 409,
    zh: '这一期间正在核算全员达标情况，请等它完成。',
    en: 'The standing of the whole register is being worked out for this period; wait until it is done.',
  },
  'ledger.closing-reason-missing': {
    status: 422,
    zh: '请写明补充结算的理由。',
    en: 'Give the reason for the supplementary closing.',
  },
  'ledger.closing-state': {
    status: 409,
    zh: '现在不能办理：这次结算的状态已变，请刷新。',
    en: 'It cannot be done now: this closing has moved on. Reload the page.',
  },
  'ledger.closing-mismatch': {
    status: 422,
    zh: '输入的期间与所结算的不符，请照原样输入以确认。',
    en: 'The period typed is not the one to be closed; type it as it stands to confirm.',
  },
  'ledger.closing-same-person': {
    status: 403,
    zh: '试算与结算须由不同的人办理；您已办理试算，请由另一位经办人结算。',
    en: 'Counting and closing are done by two people. You have counted; another officer has to close.',
  },
})
