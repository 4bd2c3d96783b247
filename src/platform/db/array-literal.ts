/**
 * Array parameters as PostgreSQL writes them, for statements over thousands of rows: `unnest(${texts(names)}::text[])`. The
 * driver's own way of writing arrays adds element to element and allocates ten times as much.
 */
export const texts = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'null' : quoted(value))).join(',')}}`

/** The same for values that need no quoting: uuids, days, numbers, bytes in hex. */
export const plain = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'null').join(',')}}`

/** Bytes from hex, or as they are. */
export const bytes = (values: readonly (string | Buffer)[]): string =>
  `{${values.map((value) => `"\\\\x${typeof value === 'string' ? value : value.toString('hex')}"`).join(',')}}`

const quoted = (value: string): string => `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`
