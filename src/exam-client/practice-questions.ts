import type { Granted } from './exam-state.ts'

type Question = Granted['questions'][number]

const option = (id: string, text: string) => ({ id, text })

/** Questions about the exam page itself, one of each kind: to try the page, not to be tested. */
export const practiceQuestions = (language: 'zh' | 'en'): Question[] => {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  return [
    {
      slot: 'q1',
      kind: 'single',
      points: '1',
      stem: say('断网时，已作答的内容会怎样？', 'What becomes of your answers when the network is gone?'),
      options: [
        option('a', say('存在本机，恢复后自动送出', 'They stay on this machine and are sent later')),
        option('b', say('全部丢失', 'They are lost')),
        option('c', say('须重新抄写一遍', 'You have to write them again')),
      ],
    },
    {
      slot: 'q2',
      kind: 'multiple',
      points: '1',
      stem: say('下列哪些操作不会丢失答案？', 'Which of these lose no answer?'),
      options: [
        option('a', say('刷新页面', 'Reloading the page')),
        option('b', say('换到别的座位', 'Moving to another seat')),
        option('c', say('拔掉网线', 'Pulling the network cable')),
      ],
    },
    {
      slot: 'q3',
      kind: 'judgement',
      points: '1',
      stem: say(
        '三个圆点都填满，表示中心已收到全部答案。',
        'Three filled dots mean that the centre has everything.',
      ),
      options: [option('T', ''), option('F', '')],
    },
    {
      slot: 'q4',
      kind: 'gap',
      points: '1',
      stem: say(
        '一学时为 __ 分钟，半天通常为 __ 学时。',
        'A class hour has __ minutes, half a day usually has __ class hours.',
      ),
      options: [],
      parts: [
        { id: 'p1', text: '' },
        { id: 'p2', text: '' },
      ],
    },
    {
      slot: 'q5',
      kind: 'ordering',
      points: '1',
      stem: say('按先后排列。', 'Put these into their order.'),
      options: [
        option('c', say('交卷', 'Hand in')),
        option('a', say('核对准考证', 'Show the ticket')),
        option('b', say('作答', 'Answer the questions')),
      ],
    },
    {
      slot: 'q6',
      kind: 'matching',
      points: '1',
      stem: say('选出对应的英文。', 'Choose the Chinese for each.'),
      options: [
        option('a', say('seat', '座位')),
        option('b', say('receipt', '回执')),
        option('c', say('room', '考场')),
      ],
      parts: [
        { id: 'p1', text: say('座位', 'seat') },
        { id: 'p2', text: say('回执', 'receipt') },
      ],
    },
    {
      slot: 'q7',
      kind: 'numeric',
      points: '1',
      stem: say('3 学时是多少小时？', 'How many hours are three class hours of 45 minutes?'),
      options: [],
    },
    {
      slot: 'q8',
      kind: 'case',
      points: '2',
      stem: say('考生甲在作答时，考生机突然黑屏。', 'While somebody writes, the screen goes dark.'),
      options: [],
      parts: [
        {
          id: 'p1',
          text: say('首先应当做什么？', 'What is to be done first?'),
          kind: 'single',
          options: [
            option('a', say('举手告知监考人员', 'Raise a hand and tell the invigilator')),
            option('b', say('离开考场', 'Leave the room')),
          ],
        },
        {
          id: 'p2',
          text: say('恢复后从第几题继续？', 'At which question does the exam go on?'),
          kind: 'numeric',
          options: [],
        },
      ],
    },
    {
      slot: 'q9',
      kind: 'essay',
      points: '3',
      stem: say('试着输入一段文字，看看自动保存。', 'Type a few sentences and watch them being saved.'),
      options: [],
    },
  ]
}
