import type { Channel } from './templates.ts'

/** Whether a message could be addressed to this at all: one address, nothing that ends a line or begins another. */
export const isAddress = (channel: Channel, address: string): boolean =>
  channel === 'email'
    ? address.length <= 200 &&
      /^[^\s@<>"(),:;\\\p{Cc}]+@[^\s@<>"(),:;\\\p{Cc}]+\.[^\s@<>"(),:;\\\p{Cc}]+$/u.test(address)
    : /^\+?\d{5,20}$/.test(address)

/** What the record shows of an address: enough for its owner to know it again, not enough to write to. */
export const hintOf = (channel: Channel, address: string): string => {
  if (channel === 'sms') return `${address.slice(0, 3)}****${address.slice(-2)}`
  const at = address.lastIndexOf('@')
  return `${[...address][0] ?? ''}***${at > 0 ? address.slice(at) : ''}`
}
