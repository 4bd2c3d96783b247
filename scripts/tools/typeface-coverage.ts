import { openSync } from 'fontkit'

/** Signs that draw nothing and could hide something, or that no standard gives a meaning: no name is printed with them. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u

/** Code points every one of the font files can draw, rising. */
const drawnByAll = (files: readonly string[]): number[] => {
  const sets = files.map((file) => {
    const font = openSync(file)
    return new Set('characterSet' in font ? font.characterSet : [])
  })
  const common = sets.reduce((both, one) => both.intersection(one))
  return [...common].filter((point) => !hidden.test(String.fromCodePoint(point))).sort((a, b) => a - b)
}

/** The coverage as `src/kernel/undrawable.ts` reads it: each run as its distance from the one before, and its length. */
const runs = (points: readonly number[]): string => {
  const found: [number, number][] = []
  for (const point of points) {
    const last = found.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else found.push([point, point])
  }
  let end = 0
  return found
    .map(([from, to]) => {
      const written = `${(from - end).toString(36)}${to > from ? `+${(to - from).toString(36)}` : ''}`
      end = to
      return written
    })
    .join(' ')
}

/** Source of `src/kernel/typeface-coverage.ts`. */
export const typefaceCoverage = (files: readonly string[]): string => {
  const lines = runs(drawnByAll(files)).match(/.{1,100}(?= |$)/g) ?? []
  return [
    '/** Written by `npm run generate` from the fonts that draw certificates; `undrawable.ts` reads it. */',
    'export const typefaceCoverage = `',
    ...lines.map((line) => line.trim()),
    '`',
    '',
  ].join('\n')
}
