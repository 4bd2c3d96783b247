const stamp =
  /^-?(?:[1-9]\d{3,}|0\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?$/

/** Milliseconds of an XML Schema dateTimeStamp, which bears its zone; `undefined` for anything else. */
export const instantOf = (value: unknown): number | undefined => {
  const match = typeof value === 'string' ? stamp.exec(value) : null
  return match?.[1] === undefined ? undefined : millisecondsOf(value as string)
}

/** As `instantOf`, and what lacks a zone is read as UTC: Data Integrity lets proofs be read so. */
export const lenientInstantOf = (value: unknown): number | undefined => {
  const match = typeof value === 'string' ? stamp.exec(value) : null
  if (!match) return undefined
  return millisecondsOf(match[1] === undefined ? `${value as string}Z` : (value as string))
}

const millisecondsOf = (text: string): number | undefined => {
  const at = Date.parse(text)
  // The runtime reads the 31st of February as the 3rd of March.
  const day = Date.parse(`${text.slice(0, text.indexOf('T'))}T00:00:00Z`)
  const exists = !Number.isNaN(day) && new Date(day).getUTCDate() === Number(/-(\d\d)T/.exec(text)?.[1])
  return Number.isNaN(at) || !exists ? undefined : at
}
