import type { Bilingual } from '../../../kernel/bilingual.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import { answersOf } from '../../../rules/index.ts'
import { entriesOfDeclared, holdingsOf, previewActivity } from '../../ledger/index.ts'
import { activityOf } from '../domain/activity.ts'
import { lastDayToDeclare } from '../domain/days.ts'
import { allows, isWritable } from '../domain/state.ts'
import { actsOf, lastCheck } from '../store/acts.ts'
import { oneRow } from '../store/declaration-lists.ts'
import { findDeclaration, type DeclarationRecord } from '../store/declarations.ts'
import { filesOf } from '../store/files.ts'
import { contentOfRecord, isWhole, judgeContent, type Judged } from './content.ts'
import { findRoute, recogniserNamed, stationNamed } from './find-route.ts'
import { rowView } from './list-declarations.ts'
import { previewView } from './preview-view.ts'
import { actOwners, handsOf, isOwn, ownersOf, sameHands, today } from './parties.ts'
import { warningsOf } from './warnings.ts'

/** A declaration with its papers and acts, what the rules make of it, and what whoever checks it should know. */
export const readDeclaration = query({
  name: 'declarations.read',
  action: 'declaration.read',
  async load(reading, { declarationId }: { declarationId: string }) {
    const one = await findDeclaration(reading.tx, declarationId)
    return one ? { owners: ownersOf(one), one } : undefined
  },
  async reply(reading, _input, { one }) {
    const day = today(reading)
    const row = await oneRow(reading.tx, one.id)
    if (!row) throw new Error(`declaration ${one.id} went away while it was read`)
    const found = await judgeContent(reading.tx, one.programmeId, contentOfRecord(one), day)
    const judged = found.ok ? found.value : undefined
    const files = await filesOf(reading.tx, one.id)
    const acts = await actsOf(reading.tx, one.id)
    const owned = one.state === 'recognised' || one.state === 'refused' || one.state === 'withdrawn'
    return {
      ...rowView(row, day),
      revision: one.revision,
      employerId: one.employerId,
      given: { ...one.answers },
      serves: one.serves && [...one.serves],
      ...wordsOf(one, judged, day, await servedBy(reading, one)),
      files: files.map(({ id, name, mediaType, bytes, sha256, addedAt }) => ({
        id,
        name,
        mediaType,
        bytes,
        sha256: sha256.toString('hex'),
        addedAt: addedAt.toISOString(),
      })),
      acts: acts.map(({ organisation, organisationEn, at, ...act }) => ({
        ...act,
        organisation: organisation === null ? null : { name: organisation, nameEn: organisationEn ?? '' },
        at: at.toISOString(),
      })),
      ...(await stationsOf(reading, one)),
      preview: owned || !judged ? null : await previewOf(reading, one, judged, day),
      warnings: owned || one.toDay === null ? [] : await warningsOf(reading, one, judged),
      entries: await entriesOfDeclared(reading.tx, one.id),
      ...(await mayOf(reading, one)),
    }
  },
})

/** Names of the titles it was declared for. */
const servedBy = async ({ tx }: Reading, { personId, serves }: DeclarationRecord): Promise<Bilingual[]> =>
  serves === null
    ? []
    : (await holdingsOf(tx, personId)).filter(({ id }) => serves.includes(id)).map(({ name }) => name)

const wordsOf = (
  one: DeclarationRecord,
  judged: Judged | undefined,
  day: string,
  served: readonly Bilingual[],
) => {
  const content = judged?.content ?? contentOfRecord(one)
  const category = judged?.kind.categories.find(({ id }) => id === content.category)
  const whole = { ...content, from: one.fromDay ?? day, to: one.toDay ?? day, category: one.category ?? '' }
  const declared = { id: one.id, registeredOn: day, recognitions: [] }
  return {
    category: content.category,
    categoryName: category ? { zh: category.zh, en: category.en } : null,
    answers: [
      ...(judged
        ? answersOf(judged.kind, activityOf(whole, judged.kind, declared)).map(({ label, value }) => ({
            label: { ...label },
            value: { ...value },
          }))
        : []),
      ...served.map((value) => ({ label: { zh: '用于', en: 'Serves' }, value })),
    ],
    papers: judged?.kind.papers ?? null,
    lastDay: one.toDay === null ? null : lastDayToDeclare(judged?.rules.until ?? null, one.toDay),
  }
}

const previewOf = async (reading: Reading, one: DeclarationRecord, judged: Judged, day: string) => {
  const { content, kind } = judged
  if (!isWhole(content) || judged.faults.some(({ pointer }) => pointer.startsWith('/answers'))) return null
  const registeredOn = one.firstSubmittedOn ?? day
  const activity = activityOf(content, kind, { id: one.id, registeredOn, recognitions: [] })
  const { personId, programmeId } = one
  const found = await previewActivity(reading.tx, { personId, programmeId, activity, on: day })
  if (!found.ok) return null
  // Settled when it was submitted; before, whom the rules would send it to today.
  const recognise =
    one.recogniseRole === null
      ? await recogniserNamed(reading.tx, await findRoute(reading.tx, one, found.value, judged.rules, day))
      : await stationNamed(reading.tx, one.recogniseRole, one.recogniseId)
  return previewView(found.value, recognise)
}

const stationsOf = async ({ tx }: Reading, one: DeclarationRecord) => ({
  check: one.checkRole === null ? null : await stationNamed(tx, one.checkRole, one.checkId),
  recognise: one.recogniseRole === null ? null : await stationNamed(tx, one.recogniseRole, one.recogniseId),
})

/** What the reader may do now, by the policy and by whose hands it went through. */
const mayOf = async (reading: Reading, one: DeclarationRecord) => {
  const mine = reading.may(ownersOf(one), ['declaration.make', 'declaration.withdraw', 'ledger.reverse'])
  const acts = reading.may(actOwners(one), ['declaration.check', 'declaration.recognise'])
  const held = acts['declaration.check'] || acts['declaration.recognise']
  const hands = held ? await handsOf(reading) : undefined
  const checked = one.state === 'checked' ? await lastCheck(reading.tx, one.id) : undefined
  const blocked =
    hands === undefined
      ? null
      : isOwn(reading.actor, hands, one)
        ? ('own' as const)
        : checked && sameHands(hands, checked)
          ? ('same-person' as const)
          : null
  return {
    blocked,
    may: {
      'declaration.make': mine['declaration.make'] && isWritable(one.state),
      'declaration.withdraw': mine['declaration.withdraw'] && allows(one.state, 'withdrawn'),
      'declaration.check': acts['declaration.check'] && one.state === 'submitted' && blocked === null,
      'declaration.recognise': acts['declaration.recognise'] && one.state === 'checked' && blocked === null,
      'ledger.reverse': mine['ledger.reverse'] && one.state === 'recognised',
    },
  }
}
