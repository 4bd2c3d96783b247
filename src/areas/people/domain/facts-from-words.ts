/** What a list says in words about a person's schooling and standing. */
export interface Words {
  readonly title?: string
  readonly titleLevel?: string
  readonly education?: string
  readonly degree?: string
  readonly major?: string
  readonly qualification?: string
  readonly post?: string
}

export type TitleLevel = 'junior' | 'intermediate' | 'vice-senior' | 'senior'

/** Level of a professional title by its stated level or its name; `null` where neither tells. */
export const titleLevelOf = (title: string, stated: string): TitleLevel | null =>
  levelOfWord(plain(stated)) ?? levelOfTitle(plain(title))

const levelOfWord = (word: string): TitleLevel | null => {
  if (/^(正高级?|正高职称|senior)$/.test(word)) return 'senior'
  // 高级 alone leaves open whether 副高 or 正高 is meant; the lower one claims less.
  if (/^(副高级?|高级(职称)?|associatesenior|vicesenior|deputysenior)$/.test(word)) return 'vice-senior'
  if (/^(中级(职称)?|intermediate|middle)$/.test(word)) return 'intermediate'
  if (/^(初级(职称)?|助理级?|员级|助级|junior|primary)$/.test(word)) return 'junior'
  return null
}

const levelOfTitle = (title: string): TitleLevel | null => {
  if (title === '') return null
  const word = levelOfWord(title)
  if (word) return word
  if (/正高级|教授级|^研究员(级)?|^教授$|^professor$/.test(title)) return 'senior'
  if (/^副教授|^副研究员|^高级|^副主任|^seniorengineer|^associateprofessor/.test(title)) return 'vice-senior'
  if (/^助理|^助教$|^技术员$|^研究实习员$|^assistant/.test(title)) return 'junior'
  if (
    /^(工程师|讲师|助理研究员|经济师|会计师|统计师|审计师|实验师|馆员|编辑|一级教师)$|工程师\(中级\)$|^engineer$|^lecturer$/.test(
      title,
    )
  )
    return 'intermediate'
  return null
}

export type Degree = 'college' | 'bachelor' | 'master' | 'doctor'

/** The degree that education or degree names; below college there is none to count. */
export const degreeOf = (education: string, degree: string): Degree | null => {
  for (const word of [plain(degree), plain(education)]) {
    if (/博士|doctor|phd/.test(word)) return 'doctor'
    if (/硕士|研究生|master|postgraduate|mba/.test(word)) return 'master'
    if (/本科|学士|bachelor|undergraduate/.test(word)) return 'bachelor'
    if (/大专|专科|高职|college|associate/.test(word)) return 'college'
  }
  return null
}

/** Names of the national computer and software qualification (软考) by level, as its catalogue lists them. */
const softwareQualifications: Readonly<Record<'senior' | 'intermediate' | 'junior', string>> = {
  senior:
    '系统分析师 系统架构设计师 信息系统项目管理师 网络规划设计师 系统规划与管理师 高级程序员 系统分析员',
  intermediate: `软件设计师 软件评测师 软件过程能力评估师 网络工程师 多媒体应用设计师 嵌入式系统设计师 计算机辅助设计师 电子商务设计师
    系统集成项目管理工程师 信息系统监理师 信息安全工程师 数据库系统工程师 信息系统管理工程师 计算机硬件工程师 信息技术支持工程师`,
  junior:
    '程序员 网络管理员 多媒体应用制作技术员 电子商务技术员 信息系统运行管理员 网页制作员 信息处理技术员',
}

const qualificationLevels: readonly (readonly [string, 'senior' | 'intermediate' | 'junior'])[] = (
  ['senior', 'intermediate', 'junior'] as const
).flatMap((level) => softwareQualifications[level].split(/\s+/).map((name) => [name, level] as const))

/** Highest level among the software qualifications a text names; `null` when it names none. */
export const qualificationLevelOf = (
  ...texts: readonly string[]
): 'senior' | 'intermediate' | 'junior' | null => {
  const text = texts.map(plain).join(' ')
  const found = qualificationLevels.find(([name]) => text.includes(name))
  if (found) return found[1]
  const stated = /软考|软件水平|计算机技术与软件/.test(text) ? /(高|中|初)级/.exec(text)?.[1] : undefined
  return stated === undefined
    ? null
    : ({ 高: 'senior', 中: 'intermediate', 初: 'junior' } as const)[stated as '高' | '中' | '初']
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s._-]+/g, '')
    .toLowerCase()

/**
 * Posts that by their name are technical work with information: what a list says of somebody's work, for the office to
 * confirm. 安全 and 工程师 alone are left out: safety at work and building engineers are another field.
 */
const fieldWork =
  /软件|硬件|系统(集成|运维|管理|分析|开发|架构|维护|工程)|网络|网站|网页|信息|数据|计算机|电脑|程序|编程|开发|测试|运维|架构|算法|嵌入式|集成电路|芯片|通信|人工智能|云计算|电子(政务|商务|技术|工程)|技术支持|\bit\b|software|hardware|network|developer|programmer|database|data/i

/** Facts worth recording from a list's words: the words themselves, and the levels they plainly tell. */
export const factsFromWords = (words: Words): Record<string, string> => {
  const {
    title = '',
    titleLevel = '',
    education = '',
    degree = '',
    major = '',
    qualification = '',
    post = '',
  } = words
  const facts: readonly (readonly [string, string | null])[] = [
    ['title', title],
    ['education', education || degree],
    ['major', major],
    ['qualification', qualification],
    ['field-work', fieldWork.test(post) ? 'yes' : null],
    ['title-level', titleLevelOf(title, titleLevel)],
    ['degree', degreeOf(education, degree)],
    ['national-qualification-level', qualificationLevelOf(qualification, title)],
  ]
  return Object.fromEntries(
    facts.filter((fact): fact is readonly [string, string] => fact[1] !== null && fact[1] !== ''),
  )
}
