import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Digest } from '../../../kernel/sha256.ts'
import type { ItemKind, Option } from './item.ts'
import type { ScoringProfile } from './scoring.ts'

/** One question's place on a sealed paper. `slot` is its name in every response, whatever order a candidate sees. */
export interface PaperItem {
  readonly slot: string
  readonly versionId: string
  readonly questionHash: string
  readonly keyHash: string
  readonly points: string
}

/** Hash that seals a paper: which questions and keys in which versions, with how many marks, scored how. */
export const paperHash = (
  paper: { readonly title: string; readonly items: readonly PaperItem[]; readonly profile: ScoringProfile },
  digest: Digest,
): string =>
  digest(
    canonicalJson({
      items: paper.items.map((item) => ({
        key: item.keyHash,
        points: item.points,
        question: item.questionHash,
        slot: item.slot,
        version: item.versionId,
      })),
      profile: {
        decimals: paper.profile.decimals,
        floorAtZero: paper.profile.floorAtZero,
        multiple: paper.profile.multiple,
        wrong: paper.profile.wrong,
      },
      title: paper.title,
    }),
  )

export const slotAt = (position: number): string => `q${position}`

/** The order in which one candidate sees questions and options, written out: a seed would die with the next library. */
export type Permutation = readonly { readonly slot: string; readonly options: readonly string[] }[]

/** Whole random number from 0 to below `bound`. */
export type Pick = (bound: number) => number

const shuffled = <T>(values: readonly T[], pick: Pick): T[] => {
  const result = [...values]
  for (let left = result.length; left > 1; left -= 1) {
    const other = pick(left)
    ;[result[left - 1], result[other]] = [result[other] as T, result[left - 1] as T]
  }
  return result
}

/** Draws a candidate's order. The two words of a judgement keep theirs. */
export const permute = (
  items: readonly { readonly slot: string; readonly kind: ItemKind; readonly options: readonly Option[] }[],
  pick: Pick,
): Permutation =>
  shuffled(items, pick).map(({ slot, kind, options }) => {
    const ids = options.map(({ id }) => id)
    return { slot, options: kind === 'judgement' ? ids : shuffled(ids, pick) }
  })

export const permutationHash = (ofPaper: string, permutation: Permutation, digest: Digest): string =>
  digest(
    canonicalJson({
      order: permutation.map(({ slot, options }) => ({ options: [...options], slot })),
      paper: ofPaper,
    }),
  )
