/** A cell as the sheet reader gives it; a `fault` is a formula without value or an error value. */
export type QuestionCell = string | number | null | { readonly fault: string; readonly text: string }

export interface QuestionColumns {
  readonly stem: number
  readonly answer: number
  /** Columns of options in the order of their letters. */
  readonly options: readonly number[]
  readonly kind?: number
  readonly title?: number
  readonly category?: number
  readonly feedback?: number
  readonly headers: readonly string[]
  readonly ignored: readonly string[]
}

type Single = 'stem' | 'answer' | 'kind' | 'title' | 'category' | 'feedback'

const names: { readonly [F in Single]: string } = {
  stem: '题干 试题题干 题目 题目内容 试题 试题内容 试题题目 问题 题面 stem question questiontext questionstem text',
  answer:
    '答案 正确答案 标准答案 参考答案 正确选项 answer correctanswer rightanswer key answerkey correct correctoption',
  kind: '题型 试题类型 题目类型 题型类别 类型 type questiontype kind',
  title: '标题 题号 试题编号 题目编号 编号 题目名称 title questiontitle code number no id questionid name',
  category: '知识点 分类 类别 章节 所属知识点 category topic chapter',
  feedback: '解析 答案解析 试题解析 题目解析 说明 feedback explanation rationale',
}

const byName: ReadonlyMap<string, { readonly field: Single; readonly rank: number }> = new Map(
  (Object.keys(names) as Single[]).flatMap((field) =>
    names[field].split(' ').map((name, rank) => [name, { field, rank }] as const),
  ),
)

const plainHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|【[^】]*】/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** 选项A, A选项, A, 选项1, 选项一, Option A, Choice 1, 备选答案A → 0. */
const optionPosition = (plain: string): number | null => {
  const word =
    /^(?:选项|备选项|备选答案|候选项|答案选项|option|choice)([a-z]|\d{1,2}|[一二三四五六七八九十])$|^([a-z])(?:选项|项)?$/.exec(
      plain,
    )
  const mark = word?.[1] ?? word?.[2]
  if (mark === undefined) return null
  const chinese = '一二三四五六七八九十'.indexOf(mark)
  if (chinese >= 0) return chinese
  return /\d/.test(mark) ? Number(mark) - 1 : mark.charCodeAt(0) - 97
}

/** Tells whether a row heads a table of questions, and what its columns mean; `null` when it does not. */
export const readQuestionHeader = (cells: readonly QuestionCell[]): QuestionColumns | null => {
  const headers = cells.map((cell) => (typeof cell === 'string' ? cell.replace(/\s+/g, ' ').trim() : ''))
  const best = new Map<Single, { readonly at: number; readonly rank: number }>()
  const options = new Map<number, number>()
  for (const [at, header] of headers.entries()) {
    const plain = plainHeader(header)
    const position = optionPosition(plain)
    const found = byName.get(plain)
    if (position !== null && position >= 0 && !options.has(position)) options.set(position, at)
    else if (found && found.rank < (best.get(found.field)?.rank ?? Number.POSITIVE_INFINITY))
      best.set(found.field, { at, rank: found.rank })
  }
  const [stem, answer] = [best.get('stem')?.at, best.get('answer')?.at]
  if (stem === undefined || answer === undefined) return null
  const used = new Set([...options.values(), ...[...best.values()].map(({ at }) => at)])
  const optional = Object.fromEntries(
    (['kind', 'title', 'category', 'feedback'] as const).flatMap((field) => {
      const at = best.get(field)?.at
      return at === undefined ? [] : [[field, at]]
    }),
  )
  return {
    stem,
    answer,
    ...optional,
    options: Array.from(
      { length: options.size === 0 ? 0 : Math.max(...options.keys()) + 1 },
      (_option, position) => options.get(position) ?? -1,
    ),
    headers,
    ignored: headers.filter((header, at) => header !== '' && !used.has(at)),
  }
}
