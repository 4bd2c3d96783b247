/** HTML that was built here, as opposed to text that came from somewhere. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | null | undefined | false | readonly Part[]

/** Tagged template: every value is escaped unless it is Html already; lists are joined; null, undefined and false are nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html => ({
  html: strings.reduce(
    (text, string, index) => text + string + (index < values.length ? render(values[index]) : ''),
    '',
  ),
})

const render = (part: Part): string => {
  if (part === null || part === undefined || part === false) return ''
  if (isList(part)) return part.map(render).join('')
  if (typeof part === 'object') return part.html
  return escaped(String(part))
}

const isList = (part: Part): part is readonly Part[] => Array.isArray(part)

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] as string)
