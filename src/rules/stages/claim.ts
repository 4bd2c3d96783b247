import type { Day, Recognition } from '../facts.ts'
import type { RecogniseRule } from '../pack/rules.ts'
import type { Scene } from '../scene.ts'
import { firstMatches } from '../truth.ts'
import type { Deed } from '../world.ts'

/** The acts that a rule takes notice of: those of others neither give nor take, and date nothing. */
export const acceptedBy = (
  { accepts }: Pick<RecogniseRule, 'accepts'>,
  acts: readonly Recognition[],
): readonly Recognition[] => (accepts === null ? acts : acts.filter(({ by }) => accepts.includes(by)))

/** The first act of recognition since the last return: what was recognised stays claimed from then on, whoever confirms it later. */
export const firstHeld = (acts: readonly Recognition[]): Day | null => {
  let first: Day | null = null
  for (const { act, on } of acts.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)))
    first = act === 'returned' ? null : (first ?? on)
  return first
}

const claimUnder = (rule: RecogniseRule, deed: Deed): Day =>
  firstHeld(acceptedBy(rule, deed.recognitions)) ?? deed.unclaimedOn

/** What a rule sees of an activity: its claim dates from the acts that this rule accepts. */
export const sceneUnder = (rule: RecogniseRule, scene: Scene): Scene => {
  const { deed } = scene
  if (!deed || deed.recognitions.length === 0) return scene
  const claimOn = claimUnder(rule, deed)
  if (claimOn === deed.claimOn && !deed.claimMissing) return scene
  const { claimMissing: _unsure, ...rest } = deed
  return { ...scene, deed: { ...rest, claimOn } }
}

/**
 * An activity with the day of its claim by the rules that recognise it. Where a missing fact hides which rule that is and
 * they accept the acts of others, it is the earliest of what they say, and named as unsure.
 */
export const claimed = (deed: Deed, rules: readonly RecogniseRule[], scene: Scene): Deed => {
  const { recognitions } = deed
  if (rules.every(({ accepts }) => accepts === null || recognitions.every(({ by }) => accepts.includes(by))))
    return deed
  const { candidates, certain, missing } = firstMatches(rules, (rule) =>
    rule.when.test(sceneUnder(rule, { ...scene, deed })),
  )
  const days = new Set(candidates.map((rule) => claimUnder(rule, deed)))
  if (!certain) days.add(deed.unclaimedOn)
  const [claimOn = deed.claimOn, another] = [...days].toSorted()
  const [unsure] = missing
  return { ...deed, claimOn, ...(another !== undefined && unsure && { claimMissing: unsure }) }
}
