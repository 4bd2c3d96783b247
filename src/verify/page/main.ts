import { utf8 } from '../bytes.ts'
import { asPublicKey, keyIdOf, type PublicKey, readKeyFile } from '../keys.ts'
import { asList, asObject, asText, parseStrictJson } from '../strict-json.ts'
import { type Verdict } from '../verdict.ts'
import { verifyFile } from '../verify-file.ts'
import { dayOf, factsOf } from './facts.ts'
import { type Language, say } from './words.ts'

/** One file a reader wants checked, or a code's text, which has no name: its name and bytes are kept, so that a key added later checks it anew. */
interface Checked {
  readonly name: string
  readonly bytes: Uint8Array
  verdict: Verdict | null
}

const here = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T

let language: Language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh'
let keys: readonly PublicKey[] = []
const checked: Checked[] = []

/** Text goes in as text: what a file says is never read as markup. */
const element = (tag: string, text = '', look = ''): HTMLElement => {
  const made = document.createElement(tag)
  if (text !== '') made.textContent = text
  if (look !== '') made.className = look
  return made
}

/** Days on a certificate are days of the office that issued it: at midnight there it is still yesterday west of it. */
const zone = (): string | undefined => here('site').dataset['zone']
const today = (): string => dayOf(new Date().toISOString(), zone())

const check = async (one: Checked): Promise<void> => {
  one.verdict = await verifyFile(one.bytes, { keys, on: today() })
  showResults()
}

const take = (name: string, bytes: Uint8Array): void => {
  const one: Checked = { name, bytes, verdict: null }
  checked.unshift(one)
  showResults()
  void check(one)
}

const showResults = (): void => {
  const list = here('results')
  list.replaceChildren(
    ...(checked.length === 0 ? [element('p', say(language, 'resultsNone'))] : checked.map(resultOf)),
  )
}

const marks = { valid: '✓', invalid: '✗', 'cannot-check': '?' } as const

const resultOf = ({ name, verdict }: Checked): HTMLElement => {
  const box = element('article', '', verdict ? `result ${verdict.verdict}` : 'result')
  if (!verdict) {
    box.append(element('h3', name), element('p', say(language, 'checking')))
    return box
  }
  const head = element('h3')
  const mark = element('span', marks[verdict.verdict], 'mark')
  mark.setAttribute('aria-hidden', 'true')
  head.append(mark, ` ${say(language, `verdict.${verdict.verdict}`)}`)
  const form = say(language, `form.${verdict.form}`)
  const typed = verdict.form === 'unknown' ? say(language, 'scanned') : form
  box.append(head, element('p', name === '' ? typed : `${name} · ${form}`, 'quiet'))
  const list = (word: 'reasons' | 'notes', lines: readonly string[]): void => {
    if (lines.length === 0) return
    const made = element('ul')
    made.append(...lines.map((line) => element('li', line)))
    box.append(element('h4', say(language, word)), made)
  }
  list(
    'reasons',
    verdict.reasons.map((reason) => say(language, `reason.${reason}`)),
  )
  box.append(factsList(verdict))
  list(
    'notes',
    verdict.notes.map((note) => say(language, `note.${note.code}`, note.params)),
  )
  const address = askAt(verdict)
  if (address) box.append(address)
  return box
}

const factsList = ({ content, keyId }: Verdict): HTMLElement => {
  const made = element('dl')
  const add = (word: Parameters<typeof say>[1], value: string): void => {
    if (value !== '') made.append(element('dt', say(language, word)), element('dd', value))
  }
  const facts = content && factsOf(content, language, zone())
  for (const word of ['number', 'holder', 'what', 'class', 'hours', 'grade', 'issuedOn', 'issuer'] as const)
    if (word === 'hours' && facts?.exempt === 'full') add('requirement', say(language, 'exempt'))
    else add(word, facts?.[word] ?? '')
  add('signedBy', keyId ?? '')
  return made
}

/** Where the certificate's standing of today can be asked for; only an address that it states under its own signature. */
const askAt = ({ verdict, content }: Verdict): HTMLElement | undefined => {
  const stated = asText(asObject(content?.['verification'])?.['url'])
  const number = asText(content?.['number'])
  // Of a credential the address is its id.
  const id = asText(content?.['id'])
  const site = here('site').dataset['url'] ?? ''
  const url =
    stated ??
    (id && /\/verify\/[^/?#]+$/.test(id) ? id : undefined) ??
    (number && site !== '' ? `${site}/verify/${encodeURIComponent(number)}` : '')
  if (verdict !== 'valid' || !/^https?:\/\//.test(url)) return undefined
  const link = element('a', say(language, 'askStatus')) as HTMLAnchorElement
  link.href = url
  const line = element('p')
  line.append(link)
  return line
}

const showKeys = async (): Promise<void> => {
  const list = here('keys')
  const ids = await Promise.all(keys.map((key) => keyIdOf(key)))
  list.replaceChildren(
    ...(ids.length === 0
      ? [element('li', say(language, 'keysNone'))]
      : ids.map((id) => {
          const line = element('li')
          line.append(element('code', id))
          return line
        })),
  )
}

const addKeys = async (file: File): Promise<void> => {
  const found = readKeyFile(new Uint8Array(await file.arrayBuffer()))
  here('key-told').textContent =
    found.length === 0 ? say(language, 'keyNone') : say(language, 'keyAdded', { count: found.length })
  if (found.length === 0) return
  keys = [...keys, ...found]
  await showKeys()
  for (const one of checked) void check(one)
}

const showWords = (): void => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = say(language, 'title')
  for (const node of document.querySelectorAll<HTMLElement>('[data-say]'))
    node.textContent = say(language, node.dataset['say'] as Parameters<typeof say>[1])
  showResults()
  void showKeys()
}

const takeFiles = async (files: FileList | null | undefined): Promise<void> => {
  for (const file of files ?? []) take(file.name, new Uint8Array(await file.arrayBuffer()))
}

const listen = (): void => {
  const files = here<HTMLInputElement>('files')
  files.addEventListener('change', () => {
    void takeFiles(files.files).then(() => {
      files.value = ''
    })
  })
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    void takeFiles(event.dataTransfer?.files)
  })
  here('scanned').addEventListener('submit', (event) => {
    event.preventDefault()
    const text = here<HTMLTextAreaElement>('text').value.trim()
    if (text !== '') take('', utf8(text))
  })
  const key = here<HTMLInputElement>('key')
  key.addEventListener('change', () => {
    const [file] = key.files ?? []
    if (file) void addKeys(file)
    key.value = ''
  })
  here('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    showWords()
  })
}

const keysBrought = (): readonly PublicKey[] => {
  const parsed = parseStrictJson(here('brought').textContent ?? '')
  const set = 'value' in parsed ? asList(asObject(parsed.value)?.['keys']) : undefined
  return (set ?? []).flatMap((one) => asPublicKey(one) ?? [])
}

keys = keysBrought()
listen()
showWords()
