import type { Language } from '../../i18n/language.ts'

/** What a file of questions looks like, to be written over: the head of a sheet with a question of each kind, and the same in GIFT. */
export interface QuestionTemplate {
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly gift: string
}

export const questionTemplates: Readonly<Record<Language, QuestionTemplate>> = {
  zh: {
    titles: ['题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '解析'],
    rows: [
      ['单选题', '示例：TCP 工作在哪一层？', '应用层', '传输层', '网络层', '链路层', 'B', '见教材第三章。'],
      ['多选题', '示例：下列哪些是数据库？', 'PostgreSQL', 'HTTP', 'SQLite', 'CSS', 'AC', ''],
      ['判断题', '示例：HTTPS 对传输内容加密。', '', '', '', '', '对', ''],
      [
        '填空题',
        '示例：一学时为 __ 分钟，半天通常为 __ 学时。',
        '',
        '',
        '',
        '',
        '45|四十五; 4',
        '各空用分号隔开，不同写法用竖线隔开。',
      ],
      ['排序题', '示例：按先后排列。', '交卷', '入场', '作答', '', 'BCA', ''],
      ['匹配题', '示例：选出默认端口。', 'HTTPS = 443', 'SSH = 22', '= 8080', '', '', '“= 右”为干扰项。'],
      ['数值题', '示例：圆周率保留两位小数。', '', '', '', '', '3.14±0.01', ''],
      ['论述题', '示例：谈谈终身学习。', '', '', '', '', '', '由人评阅。'],
    ],
    gift: `// 每题一段，段间空一行。= 为正确选项，~ 为其他选项；#### 之后为解析。
::示例一:: TCP 工作在哪一层？ {
  ~应用层
  =传输层
  ~网络层
  ~链路层
  ####见教材第三章。
}

// 多选题：正确选项平分 100 分，其余写负分。
::示例二:: 下列哪些是数据库？ {
  ~%50%PostgreSQL
  ~%-50%HTTP
  ~%50%SQLite
  ~%-50%CSS
}

// 判断题：{T} 为对，{F} 为错。
::示例三:: HTTPS 对传输内容加密。 {T}
`,
  },
  en: {
    titles: ['Type', 'Question', 'Option A', 'Option B', 'Option C', 'Option D', 'Answer', 'Explanation'],
    rows: [
      [
        'Single choice',
        'Example: TCP belongs to which layer?',
        'Application',
        'Transport',
        'Network',
        'Link',
        'B',
        'See chapter 3.',
      ],
      [
        'Multiple choice',
        'Example: which of these are databases?',
        'PostgreSQL',
        'HTTP',
        'SQLite',
        'CSS',
        'AC',
        '',
      ],
      ['True/false', 'Example: HTTPS encrypts what it carries.', '', '', '', '', 'True', ''],
      [
        'Fill in',
        'Example: a class hour has __ minutes, half a day has __ of them.',
        '',
        '',
        '',
        '',
        '45|forty-five; 4',
        'Semicolons between blanks, bars between accepted forms.',
      ],
      ['Ordering', 'Example: put into order.', 'Hand in', 'Enter', 'Answer', '', 'BCA', ''],
      [
        'Matching',
        'Example: choose the default port.',
        'HTTPS = 443',
        'SSH = 22',
        '= 8080',
        '',
        '',
        '“= right” belongs nowhere.',
      ],
      ['Numeric', 'Example: pi to two decimals.', '', '', '', '', '3.14±0.01', ''],
      ['Essay', 'Example: what does learning for life mean to you?', '', '', '', '', '', 'Marked by people.'],
    ],
    gift: `// One paragraph a question, an empty line between. = marks the right option, ~ the others; #### begins the explanation.
::Example 1:: TCP belongs to which layer? {
  ~Application
  =Transport
  ~Network
  ~Link
  ####See chapter 3.
}

// Several right options share 100 per cent, the others take some away.
::Example 2:: Which of these are databases? {
  ~%50%PostgreSQL
  ~%-50%HTTP
  ~%50%SQLite
  ~%-50%CSS
}

// True or false: {T} or {F}.
::Example 3:: HTTPS encrypts what it carries. {T}
`,
  },
}
