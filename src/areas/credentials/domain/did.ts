/** `did:web` of an address: `https://a.example:8443/x` → `did:web:a.example%3A8443:x`. */
export const didWebOf = (site: string): string => {
  const { host, pathname } = new URL(site)
  const path = pathname.split('/').filter((part) => part !== '')
  return ['did', 'web', host.replaceAll(':', '%3A'), ...path].join(':')
}

/** Where the site of a public check address is: `https://a.example/verify/N` → `https://a.example`. */
export const siteOf = (verificationUrl: string): string => verificationUrl.replace(/\/verify\/[^/]*$/, '')

/** Controller of a verification method: a DID URL without its fragment. */
export const controllerOf = (method: string): string => method.split('#')[0] as string
