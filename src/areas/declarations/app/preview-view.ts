import type { ActivityPreview } from '../../ledger/index.ts'
import type { Preview } from '../contract/preview.ts'

/** What the ledger says of an activity, as the contract sends it: the same, no longer read-only. */
export const previewView = (preview: ActivityPreview): Preview => structuredClone(preview) as Preview
