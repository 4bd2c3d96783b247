import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, query } from '../../../platform/perform.ts'
import { paperHash, slotAt, type PaperItem } from '../domain/paper.ts'
import { maximumOf, plainProfile, readPoints, type ScoringProfile } from '../domain/scoring.ts'
import { paperSealed } from '../events.ts'
import {
  findPaper,
  insertPaper,
  listPaperRows,
  paperQuestions,
  sittingsWithPaper,
  versionHashes,
} from '../store/papers.ts'
import { officeOfProgramme } from '../store/sittings.ts'
import { digest } from './digest.ts'

export interface PaperToSeal {
  readonly programmeId: string
  readonly title: string
  readonly items: readonly { readonly versionId: string; readonly points: string }[]
  readonly profile?: ScoringProfile | undefined
}

/** Makes up a paper of fixed questions in fixed versions and seals it by hash; from then on nothing of it changes. */
export const sealPaper = command({
  name: 'exams.sealPaper',
  action: 'exam.bank.manage',
  async load(unit, input: PaperToSeal) {
    const office = await officeOfProgramme(unit.tx, input.programmeId)
    return office ? { owners: { office: [office] } } : undefined
  },
  async run(unit, { programmeId, title, items, profile = plainProfile }) {
    const hashes = new Map(
      (
        await versionHashes(
          unit.tx,
          programmeId,
          items.map(({ versionId }) => versionId),
        )
      ).map((row) => [row.id, row]),
    )
    const sealed: PaperItem[] = []
    for (const [at, { versionId, points }] of items.entries()) {
      const pointer = `/items/${at}`
      const known = hashes.get(versionId)
      const marks = readPoints(points)
      if (!known)
        return refuse('exam.question-unknown', { question: versionId }, [
          { pointer, code: 'exam.question-unknown' },
        ])
      if (sealed.some((one) => one.versionId === versionId))
        return refuse('exam.question-twice', {}, [{ pointer, code: 'exam.question-twice' }])
      if (!marks.ok) return refuse(marks.code, {}, [{ pointer: `${pointer}/points`, code: marks.code }])
      sealed.push({
        slot: slotAt(at + 1),
        versionId,
        questionHash: known.questionHash,
        keyHash: known.keyHash,
        points: marks.value,
      })
    }
    const paperId = newId()
    const [hash, maximum] = [paperHash({ title, items: sealed, profile }, digest), maximumOf(sealed)]
    await insertPaper(
      unit.tx,
      { id: paperId, programmeId, title, profile, maximum, hash, items: sealed },
      unit.actor.accountId,
      unit.now,
    )
    await unit.emit(paperSealed(paperId, { programme: programmeId, hash, items: sealed.length, maximum }))
    return ok({ paperId, hash, maximum, items: sealed.length })
  },
})

export const listPapers = query({
  name: 'exams.listPapers',
  action: 'exam.bank.manage',
  async load(
    reading,
    input: { programmeId: string; cursor?: string | undefined; limit?: number | undefined },
  ) {
    const office = await officeOfProgramme(reading.tx, input.programmeId)
    return office ? { owners: { office: [office] } } : undefined
  },
  async reply(reading, input) {
    const limit = input.limit ?? 50
    const [after] = cursorParts(input.cursor, keyPart.id) ?? []
    const rows = await listPaperRows(reading.tx, input.programmeId, after, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.id],
      ({ id, title, hash, maximum, itemCount, sealedAt, sittings }) => ({
        paperId: id,
        title,
        hash,
        maximum,
        items: itemCount,
        sealedAt: sealedAt.toISOString(),
        sittings,
      }),
    )
  },
})

/** A paper with its questions, without keys. */
export const showPaper = query({
  name: 'exams.showPaper',
  action: 'exam.arrange',
  async load(reading, input: { paperId: string }) {
    const paper = await findPaper(reading.tx, input.paperId)
    const office = paper && (await officeOfProgramme(reading.tx, paper.programmeId))
    return paper && office ? { owners: { office: [office] }, paper } : undefined
  },
  async reply(reading, _input, { paper }) {
    const questions = await paperQuestions(reading.tx, paper.id)
    return {
      paperId: paper.id,
      title: paper.title,
      hash: paper.hash,
      maximum: paper.maximum,
      items: paper.itemCount,
      sealedAt: paper.sealedAt.toISOString(),
      sittings: await sittingsWithPaper(reading.tx, paper.id),
      profile: paper.profile,
      questions: questions.map(({ slot, versionId, kind, title, stem, options, parts, media, points }) => ({
        slot,
        versionId,
        kind,
        title,
        stem,
        options,
        parts: [...parts],
        media: [...media],
        points,
      })),
    }
  },
})
