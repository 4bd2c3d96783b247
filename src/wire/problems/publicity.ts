import { problems } from './problem.ts'

export const publicityProblems = problems({
  'notice.withdrawn': { status: 409, zh: '公告已撤下。', en: 'The notice has been withdrawn.' },
  'notice.not-withdrawn': { status: 409, zh: '公告并未撤下。', en: 'The notice has not been withdrawn.' },
  'notice.programme-unknown': { status: 422, zh: '没有这个项目。', en: 'There is no such programme.' },
})
