/**
 * What one guesser commands without effort, of the address a request came from: an IPv4 address, or the /64 an IPv6 one lies
 * in. As text, the same for every way of writing it; of anything else the text itself.
 */
export const networkOf = (address: string): string => {
  const bare = address.split('%')[0] ?? ''
  if (bare.includes('.')) return bare.slice(bare.lastIndexOf(':') + 1)
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const gap = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => '0')
  return [...groups, ...gap, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
