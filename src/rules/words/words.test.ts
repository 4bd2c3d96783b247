import { describe, expect, it } from 'vitest'
import { both, conditionWords, dayWords } from './condition-words.ts'
import { makeUpWords } from './part-words.ts'
import { convertWords } from './rule-words.ts'

const unit = both('学时', 'class hour')
const naming = () => undefined

describe('a rule in words', () => {
  it('tells a value by cases, branch by branch, and never in code', () => {
    const words = convertWords(
      {
        id: 'paper',
        when: { field: 'kind', is: 'paper' },
        steps: [
          { flat: '24' },
          {
            case: [
              { when: { field: 'evidence.authorRank', atMost: 1 }, steps: [{ times: '1' }] },
              { when: { field: 'evidence.authorRank', atMost: 2 }, steps: [{ times: '2/3' }] },
              { steps: [{ times: '1/3' }, { atLeast: '4' }] },
            ],
          },
        ],
      },
      unit,
      naming,
    )
    expect(words).toEqual({
      zh: '活动种类为论文：计24学时，再看情形（本人排名不高于1的，乘以1；本人排名不高于2的，乘以⅔；其余的，乘以⅓，不低于4学时）',
      en: 'kind of activity is paper: 24 class hours, then (place among the authors at most 1: times 1; place among the authors at most 2: times ⅔; otherwise: times ⅓, no less than 4 class hours)',
    })
  })

  it('tells steps of points with what is counted', () => {
    expect(
      convertWords(
        {
          id: 'points',
          when: 'always',
          steps: [
            {
              steps: {
                of: 'quantity.points',
                rows: [
                  { from: 1000, gives: '4' },
                  { from: 2000, gives: '10' },
                ],
              },
            },
          ],
        },
        unit,
        naming,
      ),
    ).toEqual({
      zh: '其余一律：积分满1000的计4、满2000的计10学时',
      en: 'Everything else: 4 from 1000, 10 from 2000 of points, in class hours',
    })
  })

  it('tells until when a period may be made up', () => {
    expect(makeUpWords({ until: { day: 'period.to', plus: { months: 6 } } }, naming)).toEqual({
      zh: '期满后补学、并写明补哪一期的，期间末日后6个月前完成的计入该期',
      en: 'study made up after the end of a period serves the period the person names, if completed by 6 months after the last day of the period',
    })
    expect(makeUpWords({ until: { monthDay: '12-15', yearsAfter: 1 }, when: ['public'] }, naming).zh).toBe(
      '科目类别为“public”的，期满后补学、并写明补哪一期的，次年12-15前完成的计入该期',
    )
  })

  it('tells days before and after others, in a comparison too', () => {
    expect(dayWords({ day: 'activity.from', minus: { days: 10 } })).toEqual({
      zh: '活动开始之日前10天',
      en: '10 days before the start of the activity',
    })
    expect(
      conditionWords({ field: 'topic', notAfter: { day: 'on', plus: { years: 1, months: 1 } } }, naming),
    ).toEqual({
      zh: '科目不晚于判定之日后1年1个月',
      en: 'topic not after 1 year 1 month after the day of judging',
    })
  })
})
