import { createHash } from 'node:crypto'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { keyHash, questionHash, type Media } from '../domain/item.ts'
import { mediaTypeOf } from '../domain/media-type.ts'
import { mediaAdded, questionRevised } from '../events.ts'
import { findAttempt } from '../store/attempts.ts'
import { keepMedia, mediaOfProgramme, mediaOnPaper, mediaTypesOf } from '../store/media.ts'
import { keepVersion, lockQuestion, questionsById } from '../store/questions.ts'
import { officeOfProgramme } from '../store/sittings.ts'
import { digest } from './digest.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const mostBytes = 16 * 1_048_576

interface Added {
  readonly programmeId: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** Takes a picture, a sound or a film into a programme's bank, for what its content is; questions name it by its hash. */
export const addMedia = command({
  name: 'exams.addMedia',
  action: 'exam.bank.manage',
  identity: ({ programmeId, name, bytes }: Added) => [programmeId, name, sha256(bytes)],
  async load(unit, input: Added) {
    const office = await officeOfProgramme(unit.tx, input.programmeId)
    return office ? { owners: { office: [office] } } : undefined
  },
  async run(unit, { programmeId, name, bytes }) {
    if (bytes.length > mostBytes) return refuse('exam.media-size', { limit: mostBytes / 1_048_576 })
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null) return refuse('exam.media-type')
    const hash = sha256(bytes)
    const shown = name.replace(/[\p{Cc}/\\]/gu, '').slice(-200) || 'file'
    const fresh = await keepMedia(
      unit.tx,
      { programmeId, hash, mediaType, name: shown, content: Buffer.from(bytes) },
      unit.actor.accountId,
      unit.now,
    )
    if (fresh) await unit.emit(mediaAdded(programmeId, { hash, type: mediaType, bytes: bytes.length }))
    return ok({ hash, type: mediaType as string, name: shown, bytes: bytes.length })
  },
})

/** A file of the bank, for whoever writes its questions. */
export const previewMedia = query({
  name: 'exams.previewMedia',
  action: 'exam.bank.manage',
  async load(reading, input: { programmeId: string; hash: string }) {
    const office = await officeOfProgramme(reading.tx, input.programmeId)
    return office ? { owners: { office: [office] } } : undefined
  },
  async reply(reading, { programmeId, hash }) {
    const found = await mediaOfProgramme(reading.tx, programmeId, hash)
    if (!found) throw new Refusal(refuse('not-found'))
    return found
  },
})

/**
 * What is shown with a question, from now on: a new version of it, since a version never changes. Papers sealed before go
 * on showing theirs.
 */
export const setMedia = command({
  name: 'exams.setMedia',
  action: 'exam.bank.manage',
  async load(unit, input: { versionId: string; media: readonly { hash: string; text: string }[] }) {
    const question = await lockQuestion(unit.tx, input.versionId)
    const office = question && (await officeOfProgramme(unit.tx, question.programmeId))
    return question && office ? { owners: { office: [office] }, question } : undefined
  },
  async run(unit, input, { question: { programmeId, ...question } }) {
    const hashes = input.media.map(({ hash }) => hash)
    const types = await mediaTypesOf(unit.tx, programmeId, hashes)
    const media: Media[] = []
    for (const [at, { hash, text }] of input.media.entries()) {
      const type = types.get(hash)
      if (!type) return refuse('exam.media-unknown', { hash })
      const words = text.trim()
      if (words === '')
        return refuse('exam.media-words', {}, [{ pointer: `/media/${at}/text`, code: 'exam.media-words' }])
      media.push({ hash, type, text: words })
    }
    if (new Set(hashes).size !== hashes.length) return refuse('exam.media-twice')
    const asked = questionHash({ ...question, media }, digest)
    const versionId = asked === question.questionHash ? question.versionId : newId()
    if (versionId !== question.versionId) {
      const version = {
        ...question,
        media,
        versionId,
        questionHash: asked,
        keyHash: keyHash(asked, question.key, digest),
      }
      await keepVersion(unit.tx, version, unit.now)
      await unit.emit(questionRevised(versionId, { from: question.versionId, media: hashes }))
    }
    const [shown] = await questionsById(unit.tx, [versionId])
    if (!shown) throw new Error(`question version ${versionId} vanished`)
    return ok(shown)
  },
})

/** A file shown with a question of one's own paper, once the exam has begun. */
export const showMedia = query({
  name: 'exams.showMedia',
  action: 'exam.sit',
  async load(reading, input: { attemptId: string; hash: string }) {
    const attempt = await findAttempt(reading.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
  },
  async reply(reading, { hash }, { attempt }) {
    if (!attempt.startedAt)
      throw new Refusal(refuse('exam.not-open', { opensAt: attempt.opensAt.toISOString() }))
    const found = await mediaOnPaper(reading.tx, attempt.paperId, hash)
    if (!found) throw new Refusal(refuse('not-found'))
    return found
  },
})
