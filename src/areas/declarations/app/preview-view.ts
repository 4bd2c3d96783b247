import type { ActivityPreview } from '../../ledger/index.ts'
import type { Preview } from '../contract/preview.ts'

/** What the ledger says of an activity, as the contract sends it: no longer read-only, with who would recognise it. */
export const previewView = (preview: ActivityPreview, recognise: Preview['recognise']): Preview => ({
  ...(structuredClone(preview) as Omit<Preview, 'recognise'>),
  recognise,
})
