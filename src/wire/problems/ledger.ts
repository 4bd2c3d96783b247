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
    zh: '规则包“{pack}”有错误，未被采用。',
    en: 'Rule pack "{pack}" has faults and was not taken.',
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
  'ledger.reason-missing': {
    status: 422,
    zh: '请写明冲销的理由。',
    en: 'Give the reason for taking this back.',
  },
})
