import { systemActor } from '../../../access/index.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { type Asking, command, type Reading, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { endApplying, findPreview, lockPreview, partsLeft, type PreviewRow } from '../store/roster.ts'
import { enrolParts, type RecognisedParts, recogniseParts } from './apply-roster.ts'
import { classToEnrolIn } from './enrol.ts'

/** Parts handled in one transaction: some thousand people. */
const partsAtOnce = 4

/**
 * Applies a big roster, some parts at a time, each time in its own transaction: cut off in the middle, it goes on where it
 * was. While the people of some parts are given their places, those of the next are being put on record.
 */
export const applyRosterParts = async (services: Services, previewId: string): Promise<void> => {
  const by: Asking = { actor: systemActor, requestId: `roster:${previewId}` }
  const left = await services.perform(remainingParts, { previewId }, by)
  if (!left.ok) return
  const groups = groupsOf(left.value)
  const recognise = (parts: readonly number[] | undefined, met: ReadonlyMap<string, string>) => {
    const running = parts ? services.perform(recogniseSome, { previewId, parts, met }, by) : null
    // Awaited further down; until then a failure of it must not count as nobody's.
    running?.catch(() => undefined)
    return running
  }
  let next = recognise(groups[0], new Map())
  for (const index of groups.keys()) {
    const recognised = await next
    if (!recognised?.ok) return
    next = recognise(groups[index + 1], recognised.value.employers)
    const enrolled = await services.perform(enrolSome, { previewId, people: recognised.value.people }, by)
    if (enrolled.ok) continue
    await next
    await services.perform(stopApplying, { previewId, code: enrolled.code }, by)
    return
  }
  await services.perform(finishApplying, { previewId }, by)
}

const groupsOf = (parts: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(parts.length / partsAtOnce) }, (_group, index) =>
    parts.slice(index * partsAtOnce, (index + 1) * partsAtOnce),
  )

/**
 * The preview while it is being applied, behind the lock of its class like whatever changes places. Nobody holds
 * `roster.work`: the job does it, on behalf of who applied the roster.
 */
const lockedPreview = async (unit: Reading, input: { previewId: string }) => {
  const found = await findPreview(unit.tx, input.previewId)
  if (!found || !(await classToEnrolIn(unit, found.classId))) return undefined
  const preview = await lockPreview(unit.tx, found.id)
  return preview?.state === 'applying' ? { owners: {}, preview } : undefined
}

const onBehalf = (unit: Unit, preview: PreviewRow): Unit => ({
  ...unit,
  actor: { ...unit.actor, accountId: preview.appliedBy },
})

const remainingParts = command({
  name: 'training.remainingRosterParts',
  action: 'roster.work',
  load: lockedPreview,
  run: async (unit, { previewId }): Promise<Result<number[], never>> =>
    ok(await partsLeft(unit.tx, previewId)),
})

const recogniseSome = command({
  name: 'training.recogniseRosterParts',
  action: 'roster.work',
  // Not locked: it goes on while the parts before are given their places.
  load: async (
    unit,
    input: { previewId: string; parts: readonly number[]; met: ReadonlyMap<string, string> },
  ) => {
    const preview = await findPreview(unit.tx, input.previewId)
    return preview?.state === 'applying' ? { owners: {}, preview } : undefined
  },
  run: async (unit, { parts, met }, { preview }): Promise<Result<RecognisedParts, never>> =>
    ok(await recogniseParts(onBehalf(unit, preview), preview, parts, met)),
})

const enrolSome = command({
  name: 'training.enrolRosterParts',
  action: 'roster.work',
  load: (unit, input: { previewId: string; people: RecognisedParts['people'] }) => lockedPreview(unit, input),
  run: (unit, { people }, { preview }) => enrolParts(onBehalf(unit, preview), preview, people),
})

const finishApplying = command({
  name: 'training.finishRoster',
  action: 'roster.work',
  load: lockedPreview,
  async run(unit, { previewId }) {
    if ((await partsLeft(unit.tx, previewId)).length > 0) return refuse('state.conflict')
    await endApplying(unit.tx, previewId, 'applied', null)
    return ok({})
  },
})

const stopApplying = command({
  name: 'training.stopRoster',
  action: 'roster.work',
  load: (unit, input: { previewId: string; code: string }) => lockedPreview(unit, input),
  async run(unit, { previewId, code }, { preview }) {
    await endApplying(unit.tx, previewId, 'stopped', code)
    await unit.emit({
      name: 'training.rosterStopped',
      subject: { kind: 'class', id: preview.classId },
      data: { preview: previewId, code },
      ...(preview.appliedBy ? { onBehalfOf: preview.appliedBy } : {}),
    })
    return ok({})
  },
})
