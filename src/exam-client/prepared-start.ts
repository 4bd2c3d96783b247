import { inOrder, type Order } from '../kernel/exam-journal/order.ts'
import type { readyAttempt, showSealedPaper, startByKey } from '../areas/exams/contract.ts'
import type { ReplyOf } from '../wire/endpoint.ts'
import type { Files, FilesOpened } from './files.ts'
import type { EpochKeys, PageKey } from './epoch-key.ts'
import type { AttemptInfo, Granted } from './exam-state.ts'
import { hexOf } from './hex.ts'
import { randomName, type MachineStore } from './machine-store.ts'
import type { Outcome, Transport } from './transport.ts'

export type SealedPaper = ReplyOf<typeof showSealedPaper>
type Ready = ReplyOf<typeof readyAttempt>
type KeyGiven = ReplyOf<typeof startByKey>

export interface PreparedOptions {
  readonly attemptId: string
  readonly transport: Transport
  /** Speaks with nothing but the claim: no sign-in, so that the centre looks nothing up. */
  readonly keys: Transport
  readonly store: Pick<MachineStore, 'machine' | 'sealedPaper' | 'keepSealedPaper'>
  readonly after: (ms: number, act: () => void) => () => void
  /** From 0 to below 1. */
  readonly random: () => number
  readonly changed: (ready: boolean) => void
  /** This browser may not sit the exam: better said while there is time to open another. */
  readonly turnedAway: (refusal: { readonly code: string; readonly title: string }) => void
  /** Makes the key this page will sign with. */
  readonly signing: Pick<EpochKeys, 'create'>
  /** Absent where the browser has none (a page that is not served securely): then the ordinary start is used. */
  readonly subtle: Pick<SubtleCrypto, 'importKey' | 'decrypt' | 'digest'> | undefined
  readonly files: Pick<Files, 'keepSealed' | 'unlock'>
}

/** From half an hour before the opening, each seat at its own moment within two minutes, and done a little before. */
const fetchFromMs = 30 * 60_000
const spreadMs = 120_000
const doneBeforeMs = 10_000
const retryMs = 5000

/** When a seat that sits down now fetches its sealed paper: milliseconds from now. */
export const fetchIn = (untilOpening: number, random: number): number => {
  const from = Math.max(0, untilOpening - fetchFromMs)
  const span = Math.min(spreadMs, Math.max(0, untilOpening - from - doneBeforeMs))
  return Math.round(from + random * span)
}

export interface PreparedGrant {
  readonly outcome: Outcome<Granted>
  readonly machine: string
  readonly writer: string
  readonly key: PageKey | null
  /** The sealed paper on this machine was not the one the centre sealed; a sound one was fetched. */
  readonly tampered: boolean
}

/**
 * The start that was made ready beforehand: epoch, claim and sealed paper are on the machine before the opening, and the
 * start is one small request for the key. Whatever is not as it should be falls back to the ordinary start.
 */
export const preparedStart = (options: PreparedOptions) => {
  const { attemptId, transport, keys, store, subtle } = options
  const path = `/api/v1/attempts/${attemptId}`
  const isWhole = wholeBy(subtle)
  let planned = false
  let ready: (Pick<PreparedGrant, 'machine' | 'writer' | 'key'> & { readonly told: Ready }) | null = null
  let sealed: SealedPaper | null = null
  let disposed = false

  const fetchSealed = async (): Promise<SealedPaper | null> => {
    const outcome = await transport.send<SealedPaper>('GET', `${path}/sealed-paper`, undefined, [
      'hash',
      'form',
      'order',
      'media',
    ])
    return outcome.kind === 'done' && (await isWhole(outcome.value)) ? outcome.value : null
  }

  const prepare = async (): Promise<void> => {
    if (disposed) return
    const again = (): void => {
      options.after(retryMs * (1 + options.random()), () => void prepare())
    }
    const [machine, writer] = [await store.machine(), randomName()]
    const key = await options.signing.create()
    const outcome = await transport.send<Ready>(
      'POST',
      `${path}/ready`,
      { machine, writer, ...(key ? { key: key.publicKey } : {}) },
      ['claim', 'sealedHash'],
    )
    if (outcome.kind === 'unreachable') return again()
    // Open already, shut, moved: the ordinary start says what is the matter.
    if (outcome.kind === 'refused') {
      if (outcome.code === 'exam.browser-refused') options.turnedAway(outcome)
      return
    }
    const kept = await store.sealedPaper(attemptId)
    const whole =
      kept && kept.hash === outcome.value.sealedHash && (await isWhole(kept)) ? kept : await fetchSealed()
    if (!whole) return again()
    if (whole !== kept) await store.keepSealedPaper(attemptId, whole)
    sealed = whole
    ready = { told: outcome.value, machine, writer, key }
    options.changed(true)
    options.files.keepSealed(whole.media)
  }

  /** The paper the centre means, from this machine if it is that one, else fetched anew. */
  const soundPaper = async (hash: string): Promise<{ paper: SealedPaper | null; tampered: boolean }> => {
    const kept = await store.sealedPaper(attemptId)
    const onMachine = kept ?? sealed
    if (onMachine && onMachine.hash === hash && (await isWhole(onMachine)))
      return { paper: onMachine, tampered: false }
    const fetched = await fetchSealed()
    return { paper: fetched?.hash === hash ? fetched : null, tampered: true }
  }

  const granted = async (given: KeyGiven, told: Ready, paper: SealedPaper): Promise<Granted | null> => {
    const content = await openPaper(subtle, given.key, paper)
    if (content) options.files.unlock({ names: content.media, open: content.open })
    return (
      content && {
        attemptId,
        epoch: told.epoch,
        paperHash: told.paperHash,
        ownEpochs: told.ownEpochs,
        startedAt: given.startedAt,
        deadline: given.deadline,
        held: null,
        messages: told.messages,
        serverTime: given.serverTime,
        title: told.title,
        titleEn: told.titleEn,
        candidate: told.candidate,
        questions: content.questions,
        answers: [],
      }
    )
  }

  return {
    /** Called whenever the page waits for the opening; plans the fetch once. */
    plan(info: Pick<AttemptInfo, 'opensAt' | 'state'>, serverNow: number | null): void {
      if (planned || !subtle || serverNow === null || info.state !== 'ready') return
      const untilOpening = Date.parse(info.opensAt) - serverNow
      if (untilOpening <= 0) return
      planned = true
      options.after(fetchIn(untilOpening, options.random()), () => void prepare())
    },
    /** Starts with the key; null where this page is not ready and the ordinary start is to be used. */
    async begin(): Promise<PreparedGrant | null> {
      if (!ready) return null
      const { told, machine, writer, key } = ready
      keys.useSeatKey(told.claim)
      const outcome = await keys.send<KeyGiven>('POST', `${path}/key`, {}, ['key', 'sealedHash', 'startedAt'])
      if (outcome.kind === 'unreachable') return { outcome, machine, writer, key, tampered: false }
      if (outcome.kind === 'refused') {
        if (outcome.code === 'exam.not-open') return { outcome, machine, writer, key, tampered: false }
        ready = null
        return null
      }
      const { paper, tampered } = await soundPaper(outcome.value.sealedHash)
      const value = paper && (await granted(outcome.value, told, paper))
      if (!value) {
        ready = null
        return null
      }
      return { outcome: { ...outcome, value }, machine, writer, key, tampered }
    },
    /** The centre does not know that this page began: it lost that in a crash. Asks once more, which writes it down. */
    async remind(): Promise<boolean> {
      if (!ready) return false
      return (
        (await keys.send<KeyGiven>('POST', `${path}/key`, {}, ['key', 'sealedHash', 'startedAt'])).kind ===
        'done'
      )
    },
    dispose(): void {
      disposed = true
    },
  }
}

export type PreparedStart = ReturnType<typeof preparedStart>

/** By the browser's own hash: the portable one takes a machine of an exam room long enough to be felt at the start. */
const wholeBy =
  (subtle: PreparedOptions['subtle']) =>
  /** What is kept is what was sealed: the hash covers every byte. */
  async (sealed: SealedPaper): Promise<boolean> => {
    if (!subtle) return false
    const text = new TextEncoder().encode(`${sealed.form}.${sealed.order}`)
    return hexOf(new Uint8Array(await subtle.digest('SHA-256', text))) === sealed.hash
  }

/** A loop: `Uint8Array.from` goes through a text sign by sign as through any list, at thirty times the price. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => {
  const letters = atob(base64)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at)
  return bytes
}

interface OpenedPaper {
  readonly questions: Granted['questions']
  readonly media: FilesOpened['names']
  readonly open: FilesOpened['open']
}

/** Opens a sealed paper in memory; null where key and paper do not belong together. */
const openPaper = async (
  subtle: PreparedOptions['subtle'],
  key: string,
  sealed: SealedPaper,
): Promise<OpenedPaper | null> => {
  if (!subtle) return null
  try {
    const unlocked = await subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['decrypt'])
    const open: FilesOpened['open'] = async (bytes) =>
      new Uint8Array(
        await subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, unlocked, bytes.subarray(12)),
      )
    const read = async (part: string): Promise<unknown> =>
      JSON.parse(new TextDecoder().decode(await open(bytesOf(part))))
    const form = (await read(sealed.form)) as Pick<OpenedPaper, 'questions' | 'media'>
    const { order } = (await read(sealed.order)) as { order: Order }
    return { questions: inOrder(form.questions, order), media: form.media, open }
  } catch {
    return null
  }
}
