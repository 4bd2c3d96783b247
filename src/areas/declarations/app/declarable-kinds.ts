import { newId } from '../../../kernel/id.ts'
import { query } from '../../../platform/perform.ts'
import { declarablesOf, holdingsOf, previewActivity, programmesOfPerson } from '../../ledger/index.ts'
import { activityOf } from '../domain/activity.ts'
import { lastDayToDeclare } from '../domain/days.ts'
import { employersOf, personIdOf } from '../store/declarations.ts'
import { contentOfTyped, isWhole, judgeContent, type Typed } from './content.ts'
import { findRoute, recogniserNamed } from './find-route.ts'
import { today } from './parties.ts'
import { previewView } from './preview-view.ts'

const noDays = { check: null, recognise: null, mend: null, remind: null }

/** What this person may declare: the kinds, questions and days of the rules in force on the day asked. */
export const declarableKinds = query({
  name: 'declarations.kinds',
  action: 'declaration.make',
  async load(reading, input: { personId: string; programme?: string | undefined; on?: string | undefined }) {
    const personId = await personIdOf(reading.tx, input.personId)
    return personId === undefined ? undefined : { owners: { professional: [personId] }, personId }
  },
  async reply(reading, input, { personId }) {
    const programmes = await programmesOfPerson(reading.tx, personId)
    const employers = await employersOf(reading.tx, personId, today(reading))
    const chosen = input.programme ? programmes.find(({ id }) => id === input.programme) : programmes[0]
    const on = input.on ?? today(reading)
    const found = chosen && (await declarablesOf(reading.tx, chosen.id, on))
    const rules = found?.ok ? found.value : undefined
    const held = rules && rules.holdingKinds.length > 0 ? await holdingsOf(reading.tx, personId) : []
    const lastDay = lastDayToDeclare(rules?.until ?? null, on)
    return {
      holdings: held
        .filter(({ kind, from, to }) => rules?.holdingKinds.includes(kind) && from <= on && (to ?? on) >= on)
        .map(({ id, name }) => ({ id, name: name.zh, nameEn: name.en })),
      programmes: programmes.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
      programmeId: chosen?.id ?? null,
      employers: employers.map((one) => ({ ...one })),
      kinds: (rules?.kinds ?? []).map(({ id, zh, en, categories, asks, papers, clause }) => ({
        id,
        zh,
        en,
        papers,
        clause,
        categories: categories.map((one) => ({ ...one })),
        asks: asks.map((ask) => ({ ...ask, choices: ask.choices.map((one) => ({ ...one })) })),
      })),
      days: rules?.days ?? noDays,
      lastDay,
      late: lastDay !== null && lastDay < today(reading),
      clause: rules?.clause ?? null,
      pack: rules?.pack ?? null,
    }
  },
})

/** What the rules would make of something not declared yet. */
export const previewDeclaration = query({
  name: 'declarations.preview',
  action: 'declaration.make',
  async load(reading, input: Typed & { personId: string; programmeId: string }) {
    const personId = await personIdOf(reading.tx, input.personId)
    const programmes = personId === undefined ? [] : await programmesOfPerson(reading.tx, personId)
    const programme = programmes.find(({ id }) => id === input.programmeId)
    return personId !== undefined && programme
      ? { owners: { professional: [personId] }, personId, programme }
      : undefined
  },
  async reply(reading, input, { personId, programme: { officeId } }) {
    const { tx } = reading
    const day = today(reading)
    const nothing = { preview: null, open: ['/kind'], lastDay: null }
    const judged = await judgeContent(reading.tx, input.programmeId, contentOfTyped(input), day)
    if (!judged.ok) return nothing
    const { content, kind, rules, faults } = judged.value
    const lastDay = lastDayToDeclare(rules.until, content.to ?? day)
    // A name is not needed to count, and what is still to come can be reckoned before it is done.
    const open = faults.filter(({ pointer, code }) => pointer !== '/title' && code !== 'declaration.future')
    if (open.length > 0 || !isWhole(content))
      return { preview: null, open: open.map(({ pointer }) => pointer), lastDay }
    const activity = activityOf(content, kind, { id: newId(), registeredOn: day, recognitions: [] })
    const found = await previewActivity(reading.tx, {
      personId,
      programmeId: input.programmeId,
      activity,
      on: day,
    })
    if (!found.ok) return { preview: null, open: [], lastDay }
    const employers = await employersOf(tx, personId, day)
    const concerned = { employerId: input.employerId ?? employers[0]?.id ?? null, officeId }
    const recognise = await recogniserNamed(tx, await findRoute(tx, concerned, found.value, rules, day))
    return { preview: previewView(found.value, recognise), open: [], lastDay }
  },
})
