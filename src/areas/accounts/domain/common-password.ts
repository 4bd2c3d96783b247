/**
 * Words that stand at the head of every list of passwords that were given away, and those nearest to hand here. Only what may
 * be part of ten characters and more: alone, or with more of its kind, they are what is guessed first.
 */
const words = (
  'password passwort passwd passw0rd pass word admin administrator root user login logon guest test demo default secret ' +
  'welcome hello hallo letmein changeme change iloveyou iloveu loveyou love lovely baby babygirl angel princess sunshine ' +
  'sunflower dragon monkey football baseball basketball soccer hockey superman batman spiderman pokemon starwars master ' +
  'shadow killer hunter ranger trustno1 whatever freedom flower summer winter spring autumn january february march april june july ' +
  'august september october november december monday tuesday wednesday thursday friday saturday sunday charlie michael ' +
  'jordan jessica ashley daniel thomas robert matthew andrew joshua michelle nicole jennifer computer internet server ' +
  'samsung google facebook microsoft windows android iphone apple qwerty qwertz azerty asdf zxcv qazwsx woaini woaini1314 ' +
  'aini wo ni ai mima wodemima nihao nihaoma zhongguo china beijing shanghai guangzhou shenzhen tianjin chongqing nanjing ' +
  'hangzhou wuhan chengdu pudong daxue xuexiao laoshi xuesheng gongsi danwei peixun jixujiaoyu xuexi zhixin zhishi gengxin ' +
  'wangyi weixin taobao zhifubao caonima caonima mimamima shouji dianhua xingming aaa abc abcd ' +
  '密码 口令 我的密码 我爱你 你好 中国 上海 北京 知新 继续教育 专业技术 公需科目 登录 管理员 测试'
)
  .split(' ')
  .filter((word) => word.length > 1)

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '01234567890']
const columns = [
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '8ik',
  '9ol',
  'qaz',
  'wsx',
  'edc',
  'rfv',
  'tgb',
]
const backwards = (text: string): string => [...text].toReversed().join('')
const runs = [...rows, ...columns].flatMap((run) => [run, backwards(run)])

/** Figures and lovers' numbers people put behind a word. */
const figures = ['520', '1314', '5201314', '521', '666', '888', '168', '110', '119', '007', '911', '653']

/** Characters left over that make no difference to a guesser. */
const loose = 3

/**
 * Whether a password is one of those tried first: made of well-known words, rows of keys, alphabet or figures, dates,
 * repetitions, and of what is known about its owner (`own`: names, phone, addresses, numbers), with a few characters more.
 */
export const isCommonPassword = (password: string, own: readonly string[] = []): boolean => {
  const plain = plainOf(password)
  if (new Set(plain).size <= 3) return true
  return leftOver(plain, new Set(own.flatMap(piecesOf))) <= loose
}

/** In small letters of one width, without what only parts it. */
const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_.,·/\\|+*]/g, '')

const masks: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
}
const unmasked = (text: string): string => [...text].map((one) => masks[one] ?? one).join('')

/** What of something known a password may hold: the whole, its parts, of a number its end, and a birth date in it. */
const piecesOf = (fact: string): string[] => {
  const whole = plainOf(fact)
  const parts = fact
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  const birth = /^\d{6}(\d{8})\d{3}[\dx]$/.exec(whole)?.[1]
  const ends = /^\d{7,}[\dx]?$/.test(whole) ? [whole.slice(-8), whole.slice(-6), whole.slice(-4)] : []
  const pieces = [whole, ...parts, ...ends, ...(birth ? [birth, birth.slice(2)] : [])]
  return pieces.filter((piece) => piece.length >= (/\p{Script=Han}/u.test(piece) ? 2 : 3))
}

/** No word, row or address that is looked for is longer. */
const longestPiece = 40

/** Fewest characters that no known piece covers. */
const leftOver = (text: string, own: ReadonlySet<string>): number => {
  const best = [0]
  for (let end = 1; end <= text.length; end += 1) {
    let least = (best[end - 1] as number) + 1
    for (let start = Math.max(0, end - longestPiece); start < end; start += 1)
      if ((best[start] as number) < least && isKnown(text.slice(start, end), own))
        least = best[start] as number
    best.push(least)
  }
  return best[text.length] as number
}

const known = new Set([...words, ...figures])

const isKnown = (piece: string, own: ReadonlySet<string>): boolean =>
  known.has(piece) ||
  known.has(unmasked(piece)) ||
  own.has(piece) ||
  (piece.length >= 3 && (runs.some((run) => run.includes(piece)) || isRepeated(piece))) ||
  isDate(piece)

/** One to four characters over and over. */
const isRepeated = (piece: string): boolean =>
  [1, 2, 3, 4].some(
    (length) =>
      piece.length >= Math.max(3, 2 * length) &&
      piece ===
        piece
          .slice(0, length)
          .repeat(Math.ceil(piece.length / length))
          .slice(0, piece.length),
  )

/** A year, or a day with its year in front or behind. */
const isDate = (piece: string): boolean =>
  /^(19|20)\d\d((0?[1-9]|1[0-2])(0?[1-9]|[12]\d|3[01])?)?$/.test(piece) ||
  /^\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(piece) ||
  /^(0?[1-9]|[12]\d|3[01])(0?[1-9]|1[0-2])(19|20)\d\d$/.test(piece)
