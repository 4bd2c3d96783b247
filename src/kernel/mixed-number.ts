import { type Fraction, parseExact } from './exact.ts'

const signs: Readonly<Record<string, string>> = {
  '1/2': '½',
  '1/3': '⅓',
  '2/3': '⅔',
  '1/4': '¼',
  '3/4': '¾',
  '1/5': '⅕',
  '2/5': '⅖',
  '3/5': '⅗',
  '4/5': '⅘',
  '1/6': '⅙',
  '5/6': '⅚',
  '1/8': '⅛',
  '3/8': '⅜',
  '5/8': '⅝',
  '7/8': '⅞',
}

const thinSpace = '\u2009'

const mixed = ({ top, bottom }: Fraction): string => {
  const size = top < 0n ? -top : top
  const [whole, rest] = [size / bottom, size % bottom]
  const sign = top < 0n ? '−' : ''
  if (rest === 0n) return `${sign}${whole}`
  const one = signs[`${rest}/${bottom}`]
  if (one) return `${sign}${whole === 0n ? '' : whole}${one}`
  return whole === 0n ? `${sign}${rest}/${bottom}` : `${sign}${whole}${thinSpace}${rest}/${bottom}`
}

/** An exact number as people write it: `"3/2"` and `"1.5"` as `1½`. What is no exact number is given back as it is. */
export const mixedNumber = (exact: string): string => {
  const value = parseExact(exact)
  return value ? mixed(value) : exact
}

/** A part of something: whole percents where it is that, `⅔` otherwise. */
export const shareText = (exact: string): string => {
  const value = parseExact(exact)
  if (!value) return exact
  const percent = value.top * 100n
  return percent % value.bottom === 0n ? `${percent / value.bottom}%` : mixed(value)
}
