import { describe, expect, test } from 'vitest'
import { readGift } from './gift.ts'

const one = (text: string) => {
  const { questions, refused } = readGift(text)
  expect({ questions: questions.length, refused }).toEqual({ questions: 1, refused: [] })
  return questions[0] as (typeof questions)[number]
}
const refusal = (text: string) => {
  const { questions, refused } = readGift(text)
  expect(questions).toEqual([])
  return refused[0]
}
const texts = (question: { readonly options: readonly { readonly text: string }[] }) =>
  question.options.map(({ text }) => text)

describe('a single choice', () => {
  test('is read with title, stem, options in order, key and feedback', () => {
    expect(
      one('::网络 一:: TCP 属于哪一层？ {\n  ~应用层#再想想\n  =传输层#对\n  ~网络层\n####见教材第三章\n}'),
    ).toEqual({
      kind: 'single',
      title: '网络 一',
      category: '',
      stem: 'TCP 属于哪一层？',
      options: [
        { id: 'A', text: '应用层', feedback: '再想想' },
        { id: 'B', text: '传输层', feedback: '对' },
        { id: 'C', text: '网络层' },
      ],
      key: ['B'],
      feedback: '见教材第三章',
      row: 1,
    })
  })

  test('may stand in one line, without spaces, without a title, with the right one first or last', () => {
    expect(one('1+1？{~1=2~3}')).toMatchObject({ key: ['B'], title: '', stem: '1+1？' })
    expect(one('Q{=yes ~no}')).toMatchObject({ key: ['A'] })
    expect(one('Q{~no =yes}')).toMatchObject({ key: ['B'] })
  })

  test('with a gap keeps the text behind it', () => {
    expect(one('HTTP 默认使用 {=80 ~21} 端口。').stem).toBe('HTTP 默认使用 _____ 端口。')
  })

  test('keeps escaped signs, line breaks and other backslashes', () => {
    const question = one(
      String.raw`::a\:\:b:: if (x \= 1) \{ y\~z \# \\ C:\dir \n 完 \} {=\=1 ~\~2 ~\#3 ~\{4\} ~5\:6}`,
    )
    expect(question.title).toBe('a::b')
    expect(question.stem).toBe('if (x = 1) { y~z # \\ C:\\dir\n 完 }')
    expect(texts(question)).toEqual(['=1', '~2', '#3', '{4}', '5:6'])
  })

  test('keeps an unescaped equals sign inside texts, and the sharp of C#', () => {
    expect(texts(one('Java 中哪个是赋值？{=a=1 ~b==1 ~c=>1}'))).toEqual(['a=1', 'b==1', 'c=>1'])
    expect(texts(one('哪个语言运行在 CLR 上？{=C# ~Java#错 ~C#不是}'))).toEqual(['C#', 'Java', 'C'])
  })

  test('written with weights alone has one right answer when one is worth everything', () => {
    expect(one('Q{~%100%a ~%0%b ~%-25%c}')).toMatchObject({ kind: 'single', key: ['A'] })
  })

  test('drops partial credit and says so', () => {
    const { questions, notes } = readGift('::t::Q{=a ~%50%b ~c}')
    expect(questions[0]).toMatchObject({ kind: 'single', key: ['A'] })
    expect(notes).toEqual([{ row: 1, title: 't', code: 'question.partial-credit', params: {} }])
  })
})

describe('a multiple choice', () => {
  test('takes every option of positive weight', () => {
    expect(one('Q{~%50%a#yes ~%-100%b ~%50%c ~d}')).toMatchObject({ kind: 'multiple', key: ['A', 'C'] })
    expect(one('Q{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-50%d}')).toMatchObject({
      kind: 'multiple',
      key: ['A', 'B', 'C'],
    })
  })

  test('marked with several equals signs is taken as multiple, and that is told', () => {
    const { questions, notes } = readGift('Q\n{\n=a\n=b\n~c\n}')
    expect(questions[0]).toMatchObject({ kind: 'multiple', key: ['A', 'B'] })
    expect(notes).toMatchObject([{ code: 'question.read-as-multiple' }])
  })

  test('whose weights do not make a hundred is refused', () => {
    expect(refusal('Q{~%50%a ~%20%b ~c}')).toMatchObject({ code: 'question.weights', params: { total: 70 } })
  })
})

describe('true and false', () => {
  test('in every spelling, with feedback', () => {
    for (const yes of ['T', 'TRUE', 'true', ' 对 ', '正确'])
      expect(one(`Q{${yes}}`)).toMatchObject({ kind: 'judgement', key: ['T'] })
    for (const no of ['F', 'FALSE', '错', '错误'])
      expect(one(`Q{${no}}`)).toMatchObject({ kind: 'judgement', key: ['F'] })
    expect(one('Q{FALSE#错了#对了####总评}')).toMatchObject({
      key: ['F'],
      options: [
        { id: 'T', feedback: '错了' },
        { id: 'F', feedback: '对了' },
      ],
      feedback: '总评',
    })
  })
})

describe('a file', () => {
  const file = `\uFEFF// 题库 2026
$CATEGORY: $course$/top/网络/协议

// question 1
::一::第一题{=a ~b}
::二::第二题{T}

::坏::花括号没有结束 {=a ~b

::三::
第三题
{
  =a   // not a comment
  ~b

  ~c
}
// a comment between lines of one question
$CATEGORY: 安全
::四::[html]<p>第<b>四</b>题：2<sup>10</sup> &gt; 10<sup>3</sup>？</p>{T}
`

  test('is cut at blank lines and at titles; comments count as lines; categories hold until the next', () => {
    const { questions } = readGift(file)
    expect(questions.map(({ title, row, category }) => [title, row, category])).toEqual([
      ['一', 5, '网络/协议'],
      ['二', 6, '网络/协议'],
      ['三', 10, '网络/协议'],
      ['四', 20, '安全'],
    ])
    expect(texts(questions[2] as never)).toEqual(['a   // not a comment', 'b', 'c'])
  })

  test('loses a broken question alone, by name and line', () => {
    expect(readGift(file).refused).toEqual([{ row: 8, title: '坏', code: 'question.braces', params: {} }])
  })

  test('reads the same with any line ends', () => {
    for (const end of ['\r\n', '\r']) expect(readGift(file.replaceAll('\n', end))).toEqual(readGift(file))
  })

  test('makes plain text of html and leaves angle brackets of other formats', () => {
    expect(readGift(file).questions[3]?.stem).toBe('第四题：2¹⁰ > 10³？')
    expect(one('[plain]List<String> 是{=泛型 ~数组}').stem).toBe('List<String> 是')
    expect(one('Q{=[html]<i>a</i>&nbsp;b ~<i>c</i>}')).toMatchObject({
      options: [{ text: 'a b' }, { text: '<i>c</i>' }],
    })
    expect(one('[html]<script>alert(1)</script>Q &lt;script&gt;{T}').stem).toBe('Q <script>')
  })
})

describe('refused by name', () => {
  test('kinds that are no choice', () => {
    expect(refusal('::作文::谈谈{}')).toMatchObject({ title: '作文', code: 'question.essay' })
    expect(refusal('::数::1+1=?{#2:0.1}')).toMatchObject({ code: 'question.numerical' })
    expect(refusal('::配::国家{=中国->北京 =法国->巴黎 =英国->伦敦}')).toMatchObject({
      code: 'question.matching',
    })
    expect(refusal('::填::首都{=北京 =北京市}')).toMatchObject({ code: 'question.short-answer' })
    expect(refusal('这里只是说明文字')).toMatchObject({
      title: '这里只是说明文字',
      code: 'question.no-answers',
    })
  })

  test('what is broken', () => {
    expect(refusal('{=a ~b}')).toMatchObject({ code: 'question.stem-missing' })
    expect(refusal('Q{~a ~b}')).toMatchObject({ code: 'question.key-missing' })
    expect(refusal('Q{=a ~a}')).toMatchObject({ code: 'question.options-same', params: { option: 'B' } })
    expect(refusal('Q{=a ~}')).toMatchObject({ code: 'question.option-empty', params: { option: 'B' } })
    expect(refusal('Q{~a=1 ~b=2}')).toMatchObject({ code: 'question.equals' })
    expect(refusal('Q if (a) { b } {=a ~b}')).toMatchObject({ code: 'question.braces' })
    expect(refusal('[html]<img src="@@PLUGINFILE@@/a.png">{T}')).toMatchObject({ code: 'question.media' })
    expect(
      refusal(`Q{${Array.from({ length: 27 }, (_option, index) => `~${index}`).join('')}=x}`),
    ).toMatchObject({ code: 'question.options-too-many' })
  })

  test('an empty file holds nothing, and says nothing', () => {
    expect(readGift('// only a comment\n\n$CATEGORY: a\n')).toEqual({ questions: [], refused: [], notes: [] })
  })
})
