import type { Bilingual } from './bilingual.ts'

/** What facts of people that rules usually ask are called; any other goes by the name rules give it. */
export const factNames: Readonly<Record<string, Bilingual>> = {
  programme: { zh: '参加的项目', en: 'programme taken part in' },
  region: { zh: '地区', en: 'region' },
  city: { zh: '城市', en: 'city' },
  status: { zh: '在岗情况', en: 'employment status' },
  sector: { zh: '行业', en: 'sector' },
  employer: { zh: '用人单位', en: 'employer' },
  post: { zh: '岗位', en: 'post' },
  class: { zh: '人员类别', en: 'class of person' },
  title: { zh: '职称', en: 'professional title' },
  titleLevel: { zh: '职称级别', en: 'title level' },
  series: { zh: '职称系列', en: 'series of titles' },
  degree: { zh: '学历层次', en: 'degree' },
  birth: { zh: '出生日期', en: 'date of birth' },
  licence: { zh: '执业许可', en: 'licence' },
  returnedOn: { zh: '返岗日期', en: 'day of return' },
  accountingQualifiedOn: { zh: '取得会计专业技术资格日期', en: 'day of the accounting qualification' },
  accountingWorkFrom: { zh: '从事会计工作开始日期', en: 'first day of accounting work' },
}
