import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import type { Db } from '../../platform/db/database.ts'
import { type Anchor, anchorFile, anchorName, anchorsAt, readAnchors } from '../anchors.ts'

/** Every line of the data folder's anchors against what stands in the database now. */
export const checkAnchors = async (
  db: Db,
  dataFolder: string,
  atOnce = 1000,
): Promise<{ subjects: number; wrong: { subject: string; detail: string }[] }> => {
  const wrong: { subject: string; detail: string }[] = []
  let subjects = 0
  let waiting: Anchor[] = []
  const examine = async () => {
    const found = await anchorsAt(db, waiting)
    for (const anchor of waiting) {
      const standing = found.get(anchorName(anchor))
      if (!standing) wrong.push({ subject: anchorName(anchor), detail: 'was written down and is gone' })
      else if (canonicalJson(standing as unknown as Json) !== canonicalJson(anchor as unknown as Json))
        wrong.push({ subject: anchorName(anchor), detail: 'is not what was written down' })
    }
    subjects += waiting.length
    waiting = []
  }
  for await (const anchor of readAnchors(anchorFile(dataFolder))) {
    // A line cut off by a crash was written again whole.
    if (anchor) waiting.push(anchor)
    if (waiting.length >= atOnce) await examine()
  }
  await examine()
  return { subjects, wrong }
}
