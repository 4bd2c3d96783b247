const permitted = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
])

/** Whether an SPDX expression lets us ship: of alternatives (OR) one is enough, of conditions (AND) all must be. */
export const isPermitted = (expression: string): boolean => {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  let at = 0
  const single = (): boolean => {
    if (tokens[at] !== '(') return permitted.has(tokens[at++] ?? '')
    at += 1
    const inner = alternatives()
    at += 1
    return inner
  }
  const conditions = (): boolean => {
    let all = single()
    while (tokens[at] === 'AND') {
      at += 1
      all = single() && all
    }
    return all
  }
  const alternatives = (): boolean => {
    let any = conditions()
    while (tokens[at] === 'OR') {
      at += 1
      any = conditions() || any
    }
    return any
  }
  const answer = alternatives()
  return answer && at === tokens.length
}
