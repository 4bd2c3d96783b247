/** What a rule pack may be called: it stands in addresses, in commands, and in the text of the packs that stand on it. */
export const packIdPattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'

const form = new RegExp(packIdPattern)

export const isPackId = (value: unknown): value is string => typeof value === 'string' && form.test(value)
