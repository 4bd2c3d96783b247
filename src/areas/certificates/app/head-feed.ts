import type { SignedHead } from './signed-certificate.ts'

const escaped = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`)

/**
 * The newest signed heads as Atom (RFC 4287), newest first, for readers who keep what was published: each entry's content is
 * the head itself as JSON, so that whoever has an entry can hold the log against it.
 */
export const headFeed = (
  heads: readonly SignedHead[],
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Date },
): string => {
  const self = `${publicUrl}/api/v1/log/heads.atom`
  const updated = heads[0]?.at ?? now.toISOString()
  const entries = heads.map(
    (head) => `  <entry>
    <id>${escaped(`${publicUrl}/api/v1/log/head#${head.treeSize}`)}</id>
    <title>${head.treeSize} ${escaped(head.rootHash)}</title>
    <updated>${head.at}</updated>
    <link href="${escaped(`${publicUrl}/api/v1/log/consistency?from=${head.treeSize}`)}"/>
    <content type="application/json">${escaped(JSON.stringify(head))}</content>
  </entry>
`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escaped(self)}</id>
  <title>知新 Zhixin · certificate log</title>
  <updated>${updated}</updated>
  <author><name>${escaped(publicUrl)}</name></author>
  <link rel="self" href="${escaped(self)}"/>
${entries.join('')}</feed>
`
}
