import { dayInZone } from '../../../kernel/calendar.ts'
import { listing, query, type Reading } from '../../../platform/perform.ts'
import { newestPacks, type PackText } from '../../ledger/index.ts'
import { accountNames, type DraftListed, draftsOf } from '../store/drafts.ts'
import { programmesOfPacks } from '../store/programmes.ts'
import { casesOf, textsRegistered } from '../store/publications.ts'
import { checkPack, outlineOf } from './check-pack.ts'
import { officesOf } from './hands.ts'
import { signedFile } from './rules-file.ts'
import { bilingual, titleOf } from './titles.ts'

const draftRow = ({ title, savedAt, ...row }: DraftListed) => ({
  ...row,
  title: bilingual(title),
  savedAt: savedAt.toISOString(),
})

type VersionText = {
  readonly id?: unknown
  readonly inForce?: { readonly from?: unknown; readonly to?: unknown }
}

const versionsOf = (pack: unknown, today: string) => {
  const { versions } = pack as { versions?: readonly VersionText[] }
  return (versions ?? []).map(({ id, inForce }) => {
    const [from, to] = [String(inForce?.from ?? ''), typeof inForce?.to === 'string' ? inForce.to : null]
    return { id: String(id ?? ''), from, to, inForce: from <= today && (to === null || today <= to) }
  })
}

/** Open drafts of the reader's offices, the last saved first. */
export const listDrafts = query({
  name: 'ruleStudio.listDrafts',
  action: 'ruleDraft.read',
  load: listing,
  async reply(reading, _input: object, _loaded, scope) {
    const drafts = await draftsOf(reading.tx, scope.all ? [] : (scope.owners.office ?? []))
    return { items: drafts.map(draftRow), next: null }
  },
})

/** Packs in force with who goes by them, and the drafts that are open. */
export const listRules = query({
  name: 'ruleStudio.list',
  action: 'ruleText.read',
  load: listing,
  async reply(reading, _input: object) {
    const today = dayInZone(reading.now, reading.ports.zone)
    const packs = await newestPacks(reading.tx)
    const programmes = await programmesOfPacks(
      reading.tx,
      packs.map(({ id }) => id),
    )
    const items = packs.map(({ id, hash, pack }) => {
      const text = pack as unknown as Partial<PackText>
      const reached = programmes.filter(({ rulePack }) => isOn(packs, rulePack, id))
      return {
        id,
        hash,
        title: titleOf(pack),
        layer: text.layer ?? 'programme',
        on: [...(text.on ?? [])],
        versions: versionsOf(pack, today),
        programmes: reached.map((one) => ({ id: one.id, name: one.name, nameEn: one.nameEn })),
      }
    })
    const drafts = await draftsOf(reading.tx, officesOf(reading))
    return {
      packs: items,
      drafts: drafts.map(draftRow),
      may: reading.may({}, ['ruleDraft.begin']),
    }
  },
})

interface Listed {
  readonly id: string
  readonly pack: unknown
}

/** Whether a pack is another, or stands on it over however many layers. */
const isOn = (
  packs: readonly Listed[],
  packId: string,
  wanted: string,
  seen: readonly string[] = [],
): boolean => {
  if (packId === wanted) return true
  if (seen.includes(packId)) return false
  const { on } = (packs.find(({ id }) => id === packId)?.pack ?? {}) as { on?: readonly string[] }
  return (on ?? []).some((layer) => isOn(packs, layer, wanted, [...seen, packId]))
}

const load = async (reading: Reading, input: { packId: string }) => {
  const found = (await newestPacks(reading.tx)).find(({ id }) => id === input.packId)
  return found && { owners: {}, found }
}

/** A pack: its merged text in words, the texts registered under its id, its drafts. */
export const readRules = query({
  name: 'ruleStudio.read',
  action: 'ruleText.read',
  load,
  async reply(reading, _input: { packId: string }, { found }) {
    const { tx } = reading
    const pack = found.pack as unknown as Record<string, unknown>
    const { book, faults } = await checkPack(tx, found.id, pack)
    const history = await textsRegistered(tx, found.id)
    const names = await accountNames(
      tx,
      history.flatMap(({ writers, approvedBy }) => [...(writers ?? []), ...(approvedBy ? [approvedBy] : [])]),
    )
    return {
      id: found.id,
      hash: found.hash,
      title: titleOf(pack),
      layer: String(pack['layer'] ?? 'programme'),
      outline: book && outlineOf(book),
      faults: [...faults],
      cases: (await casesOf(tx, found.hash)).length,
      history: history.map((text) => ({
        hash: text.hash,
        at: text.registeredAt.toISOString(),
        shipped: text.draftId === null,
        writtenBy: (text.writers ?? []).map((id) => names.get(id) ?? ''),
        approvedBy: text.approvedBy && (names.get(text.approvedBy) ?? ''),
        changedFrom: text.changedFrom,
        draftId: text.draftId,
      })),
      drafts: (await draftsOf(tx, officesOf(reading), found.id)).map(draftRow),
      may: reading.may({}, ['ruleDraft.begin']),
    }
  },
})

/** A registered text with its cases as a signed file. */
export const rulesFile = query({
  name: 'ruleStudio.exportPack',
  action: 'ruleText.read',
  load,
  async reply(reading, _input: { packId: string }, { found }) {
    const pack = found.pack as unknown as Record<string, unknown>
    const cases = (await casesOf(reading.tx, found.hash)) as Record<string, unknown>[]
    return { name: found.id, text: await signedFile(reading.ports.signer, { pack, cases }) }
  },
})
