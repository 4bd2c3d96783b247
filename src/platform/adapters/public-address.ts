import { BlockList, isIP } from 'node:net'

/** Networks that are not the public internet (IANA special-purpose registries): this house, its neighbours, its cloud. */
const reserved4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Within the one block given out to the public, 2000::/3, what is not: tunnels that end in IPv4, documentation, test nets. */
const reserved6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const list = (blocks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList => {
  const made = new BlockList()
  for (const [network, bits] of blocks) made.addSubnet(network, bits, family)
  return made
}
const [private4, private6, global6] = [
  list(reserved4, 'ipv4'),
  list(reserved6, 'ipv6'),
  list([['2000::', 3]], 'ipv6'),
]

/** Whether an address is one of the public internet. Anything that is not plainly so is not: no name, no mapped or scoped address. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 4) return !private4.check(address, 'ipv4')
  return family === 6 && global6.check(address, 'ipv6') && !private6.check(address, 'ipv6')
}
