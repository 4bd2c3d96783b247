/** Segments of a JSON pointer. */
const segmentsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))

const isWithin = (pointer: string, place: string): boolean =>
  pointer === place || pointer.startsWith(`${place}/`)

const fields = 'input, textarea, [role="combobox"], button, summary'

/**
 * Puts the focus on the form field that holds a place of the text: the innermost part, row and cell that know it.
 * False where no field of the form does.
 */
export const jumpToField = (pointer: string): boolean => {
  const places = [...document.querySelectorAll<HTMLElement>('[data-pointer]')].filter(({ dataset }) =>
    isWithin(pointer, dataset['pointer'] ?? ''),
  )
  const place = places.toSorted(
    (a, b) => (b.dataset['pointer'] ?? '').length - (a.dataset['pointer'] ?? '').length,
  )[0]
  if (!place) return false
  // A place that is folded away has its fields once it is opened.
  const shut = place.closest<HTMLDetailsElement>('details:not([open])')
  if (shut) {
    shut.querySelector('summary')?.click()
    setTimeout(() => jumpToField(pointer), 0)
    return true
  }
  const next = segmentsOf(pointer.slice((place.dataset['pointer'] ?? '').length))[0]
  const cell =
    next === undefined ? null : place.querySelector<HTMLElement>(`[data-member~="${CSS.escape(next)}"]`)
  const within = cell ?? place
  const field = within.matches(fields) ? within : within.querySelector<HTMLElement>(fields)
  within.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
  return field !== null
}

/** Which version of the text a place lies in; -1 where in none. */
export const versionOf = (pointer: string): number => {
  const [first, second] = segmentsOf(pointer)
  return first === 'versions' && second !== undefined && /^\d+$/.test(second) ? Number(second) : -1
}

/**
 * From where to where the value at a pointer stands in a text that `JSON.stringify` has indented; of a member that is
 * missing, the object that lacks it.
 */
export const placeInJson = (text: string, pointer: string): readonly [number, number] => {
  let place: readonly [number, number] = [0, text.length]
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return [0, 0]
  }
  for (const segment of segmentsOf(pointer)) {
    const members: readonly (readonly [string, unknown])[] = Array.isArray(value)
      ? value.map((one, index) => [String(index), one] as const)
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
        : []
    const found = members.findIndex(([key]) => key === segment)
    if (found < 0) return place
    place = memberIn(text, place, found, !Array.isArray(value))
    value = members[found]?.[1]
  }
  return place
}

/** Where the n-th member of the object or list that begins at a place stands. */
const memberIn = (
  text: string,
  [start]: readonly [number, number],
  wanted: number,
  isObject: boolean,
): readonly [number, number] => {
  let at = start + 1
  for (let member = 0; ; member += 1) {
    at = afterBlanks(text, at)
    if (isObject) at = afterBlanks(text, endOfValue(text, at)) + 1
    at = afterBlanks(text, at)
    const end = endOfValue(text, at)
    if (member === wanted) return [at, end]
    at = afterBlanks(text, end) + 1
  }
}

const afterBlanks = (text: string, from: number): number => {
  let at = from
  while (at < text.length && /\s/.test(text[at] as string)) at += 1
  return at
}

const endOfValue = (text: string, from: number): number => {
  let [at, depth, inText] = [from, 0, false]
  for (; at < text.length; at += 1) {
    const char = text[at] as string
    if (inText) {
      if (char === '\\') at += 1
      else if (char === '"') inText = false
      if (!inText && depth === 0) return at + 1
      continue
    }
    if (char === '"') inText = true
    else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') {
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (depth === 0 && (char === ',' || /\s/.test(char))) return at
  }
  return at
}
