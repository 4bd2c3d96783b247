import { problems } from './problem.ts'

export const titleReviewProblems = problems({
  'title-review.years': {
    status: 422,
    zh: '起始年度不能晚于截止年度。',
    en: 'The first year must not come after the last.',
  },
  'title-review.future': {
    status: 422,
    zh: '截止年度最晚为 {year} 年。',
    en: 'The last year is {year} at the latest.',
  },
  'title-review.too-long': {
    status: 422,
    zh: '一次最多核查 {limit} 个年度。',
    en: 'One review looks back over {limit} years at most.',
  },
  'title-review.too-many': {
    status: 422,
    zh: '一次最多核查 {limit} 人，请分开提交。',
    en: 'One review holds {limit} people at most. Please split the list.',
  },
  'title-review.nobody': {
    status: 422,
    zh: '名单中没有可以核查的人：每一行都有错误。请按提示改正后重新上传。',
    en: 'Nobody in the list can be looked up: every row is wrong. Mend the rows and upload it again.',
  },
})
