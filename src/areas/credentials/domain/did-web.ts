/** Where the document of a `did:web` is: `did:web:a.example%3A8443:x` → `https://a.example:8443/x/did.json`. */
export const didWebAddress = (did: string): string | undefined => {
  const [scheme, method, host, ...path] = did.split(':')
  if (scheme !== 'did' || method !== 'web' || !host) return undefined
  let plain: string
  try {
    plain = decodeURIComponent(host)
  } catch {
    return undefined
  }
  // A host and a port and nothing that would make another address of it.
  if (!/^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(plain)) return undefined
  if (!path.every((part) => /^[\w.~%-]+$/.test(part) && part !== '.' && part !== '..')) return undefined
  const address = `https://${plain}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`
  return URL.canParse(address) ? address : undefined
}
