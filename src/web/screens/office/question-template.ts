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
