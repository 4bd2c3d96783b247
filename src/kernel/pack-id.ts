/** What a rule pack may be called: it stands in addresses, in commands, and in the text of the packs that stand on it. */
export const packIdPattern = '^[a-z0-9][a-z0-9.-]{1,59}$'

const form = new RegExp(packIdPattern)

export const isPackId = (value: unknown): value is string => typeof value === 'string' && form.test(value)
