import { query } from '../../../platform/perform.ts'
import { capNames, lineNames } from '../../../rules/index.ts'
import { reachedFrom, reasonsOf } from '../domain/reasons-in-words.ts'
import { quoteClause } from '../domain/pack-text.ts'
import { loadPerson } from './person-reading.ts'
import { closedView } from './closed-view.ts'
import { readYear } from './year-reading.ts'

interface ExplanationAsked {
  readonly personId: string
  readonly year?: string | undefined
  readonly programme?: string | undefined
}

/**
 * Evidence, rule and arithmetic of a whole year: the trace of the evaluation that any screen's figure comes from. Of a closed
 * year they are those of the closing, and what came since stands apart.
 */
export const standingExplanation = query({
  name: 'ledger.standingExplanation',
  action: 'ledger.read',
  async load(reading, input: ExplanationAsked) {
    const loaded = await loadPerson(reading, input)
    return loaded?.programme ? { ...loaded, programme: loaded.programme } : undefined
  },
  async reply(reading, input: ExplanationAsked, { name, programme, today }) {
    const read = await readYear(reading, { ...input, programme, today, trace: true })
    const { book, facts, entries, year, result, period, holdings, closed, since, refused, view } = read
    const entryOf = (activityId: string, measure: string): string | null =>
      entries.find(
        (entry) =>
          entry.activityId === activityId &&
          entry.measure === measure &&
          entry.period === year &&
          entry.reverses === null,
      )?.id ?? null
    const titles = new Map(view.activities.map((one) => [one.id, { zh: one.title, en: one.titleEn }]))
    const reasons = reasonsOf(result, {
      pack: book.pack,
      lines: lineNames(book.ruleset, book.texts),
      caps: capNames(book.ruleset, book.texts),
      entryOf,
      titles,
      holdings,
      exemptions: new Map(
        (facts.exemptions ?? []).map(({ id, reason, from = '', to = '' }) => [
          id,
          { zh: `${reason}，${from} 至 ${to}`, en: `${reason}, ${from} to ${to}` },
        ]),
      ),
    })
    const told = reachedFrom(result.trace?.root, reasons)
    const toldOf = new Set(told.map(({ activityId }) => activityId))
    const quoted = new Set([
      ...told.map(({ clause }) => clause ?? undefined),
      ...result.activities
        .filter(({ id }) => toldOf.has(id))
        .flatMap(({ steps }) => steps.map(({ clause }) => clause)),
    ])
    return {
      personId: input.personId,
      name,
      programmeId: programme.id,
      programmeName: programme.name,
      programmeNameEn: programme.nameEn,
      year,
      on: closed?.content.closedOn ?? today,
      closed:
        closed &&
        (await closedView(
          reading.tx,
          { closed, since, refused, year },
          { personId: input.personId, programme },
        )),
      may: reading.may({ office: [programme.officeId] }, ['closing.read']),
      period: period
        ? {
            from: period.from,
            to: period.to,
            exempt: view.exempt,
          }
        : null,
      ...view,
      reasons,
      root: result.trace?.root ?? null,
      clauses: [...quoted].map((id) => quoteClause(book.texts, id)).filter((clause) => clause !== null),
      rulePack: {
        id: book.pack.id,
        version: (closed?.content.ruleset ?? result.pack).version,
        hash: (closed?.content.ruleset ?? result.pack).hash,
        title: book.pack.title,
      },
    }
  },
})
