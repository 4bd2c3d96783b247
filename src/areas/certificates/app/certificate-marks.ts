import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import { type Asking, command, query } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { RenderingError } from '../../../platform/adapters/pdf-typst.ts'
import { markFault, type MarkKind } from '../domain/mark.ts'
import { certificateEvents } from '../events.ts'
import { officeOf } from '../store/certificate-rules.ts'
import { keepImage, marksInForce, marksOf, saveMark } from '../store/marks.ts'
import { drawSpecimen, type SpecimenOrder, specimenOrder } from './specimen.ts'
import { sha256 } from './signing.ts'

/** What a certificate takes at most as a file, its images included. */
const mostBytes = 60_000

export const certificateMarks = query({
  name: 'certificates.readMarks',
  action: 'certificate-rule.read',
  async load(reading, input: { programmeId: string }) {
    const office = await officeOf(reading.tx, input.programmeId)
    return office === undefined ? undefined : { owners: { office: [office] } }
  },
  async reply(reading, input, { owners }) {
    const marks = await marksOf(reading.tx, input.programmeId)
    return {
      items: marks.map(({ kind, fromDay, sha256: image, signatory, setAt }) => ({
        kind,
        from: fromDay,
        image: image?.toString('base64url') ?? null,
        signatory,
        setAt: setAt.toISOString(),
      })),
      may: reading.may(owners, ['certificate-rule.set']),
    }
  },
})

export interface MarkGiven {
  readonly programmeId: string
  readonly kind: MarkKind
  readonly from: string
  readonly signatory?: string | undefined
}

/** Whether the asker may set marks, and what a trial drawing needs; asked before a file is read. */
const mayTryMark = query({
  name: 'certificates.tryMark',
  action: 'certificate-rule.set',
  async load(reading, input: { programmeId: string; from: string }) {
    const order = await specimenOrder(reading, input.programmeId, input.from)
    return order && { owners: { office: [order.officeId] }, order }
  },
  reply: async (_reading, _input, { order }): Promise<SpecimenOrder> => order,
})

/** Keeps an image and prints it from a day on; certificates that were issued keep what they were issued with. */
const setMark = command({
  name: 'certificates.setMark',
  action: 'certificate-rule.set',
  async load(unit, input: MarkGiven & { readonly bytes: Buffer | null }) {
    const office = await officeOf(unit.tx, input.programmeId)
    return office === undefined ? undefined : { owners: { office: [office] } }
  },
  async run(unit, { programmeId, kind, from, signatory = '', bytes }) {
    const hash = bytes && sha256(bytes)
    if (!hash) {
      const printed = await marksInForce(unit.tx, programmeId, from)
      if (!printed.some((mark) => mark.kind === kind && mark.sha256 !== null))
        return refuse('certificate-mark.nothing-to-end', { from })
    }
    if (bytes && hash) await keepImage(unit.tx, hash, bytes, unit.now)
    await saveMark(
      unit.tx,
      { programmeId, kind, fromDay: from, sha256: hash, signatory },
      unit.actor.accountId,
      unit.now,
    )
    await unit.emit({
      name: certificateEvents.markSet,
      subject: { kind: 'programme', id: programmeId },
      data: { kind, from, image: hash?.toString('base64url') ?? null, signatory },
    })
    return ok({})
  },
})

/**
 * Sets an image after a certificate was drawn with it on trial: what cannot be drawn, or would make every certificate too
 * heavy to send, is refused before any is issued with it.
 */
export const giveMark = async (
  services: Services,
  given: MarkGiven,
  file: () => Promise<Result<{ readonly bytes: Uint8Array } | undefined, string>>,
  by: Asking,
): Promise<Result<{ readonly image: string }, string>> => {
  const order = await services.ask(mayTryMark, given, by)
  if (!order.ok) return order
  const signatory = (given.signatory ?? '').trim()
  if (given.kind === 'signature' && signatory === '') return refuse('certificate-mark.signatory')
  const missing = undrawable(signatory)
  if (missing.length > 0)
    return refuse('certificate.glyph-missing', { characters: missing.join(' '), where: '/signatory' })
  const found = await file()
  if (!found.ok) return found
  if (!found.value) return refuse('certificate-mark.not-png')
  const bytes = Buffer.from(found.value.bytes)
  const fault = markFault(bytes)
  if (fault) return refuse(fault)
  const drawn = await onTrial(order.value, { kind: given.kind, bytes, signatory })
  if (!drawn) return refuse('certificate-mark.not-png')
  if (drawn.length > mostBytes)
    return refuse('certificate-mark.too-heavy', {
      kb: Math.ceil(drawn.length / 1000),
      most: mostBytes / 1000,
    })
  const set = await services.perform(
    setMark,
    { ...given, signatory: given.kind === 'signature' ? signatory : '', bytes },
    by,
  )
  return set.ok ? ok({ image: sha256(bytes).toString('base64url') }) : set
}

const onTrial = async (
  order: SpecimenOrder,
  mark: { readonly kind: MarkKind; readonly bytes: Buffer; readonly signatory: string },
): Promise<Uint8Array | undefined> => {
  const printed = { sha256: sha256(mark.bytes).toString('base64url'), signatory: mark.signatory }
  try {
    return await drawSpecimen(
      {
        ...order,
        content: { ...order.content, images: { ...order.content.images, [mark.kind]: printed } },
      },
      { ...order.images, [mark.kind]: mark.bytes },
    )
  } catch (error) {
    if (error instanceof RenderingError) return undefined
    throw error
  }
}

/** From a day on nothing of the kind is printed from an image. */
export const endMark = (
  services: Services,
  given: Omit<MarkGiven, 'signatory'>,
  by: Asking,
): Promise<Result<object, string>> => services.perform(setMark, { ...given, bytes: null }, by)

export const specimen = query({
  name: 'certificates.specimen',
  action: 'certificate-rule.read',
  async load(reading, input: { programmeId: string; on: string; paper: 'landscape' | 'portrait' }) {
    const order = await specimenOrder(reading, input.programmeId, input.on, input.paper)
    return order && { owners: { office: [order.officeId] }, order }
  },
  reply: async (_reading, _input, { order }): Promise<SpecimenOrder> => order,
})
