import { dayInZone } from '../../../kernel/calendar.ts'
import { listing, query } from '../../../platform/perform.ts'
import type { ClassRule } from '../contract.ts'
import { certificateNumber, type NumberingScheme } from '../domain/numbering.ts'
import { keyAreasOf } from '../store/key-areas.ts'
import { factsOfRow, findProgramme, listProgrammeRows, rulePackInUse } from '../store/programmes.ts'

export const listProgrammes = query({
  name: 'programme.listProgrammes',
  action: 'programme.read',
  load: listing,
  async reply(reading, _input: object) {
    const offices = reading.actor.roles.flatMap((held) =>
      held.role === 'office' && held.organisationId ? [held.organisationId] : [],
    )
    const items = (await listProgrammeRows(reading.tx)).map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      nameEn: row.nameEn,
      field: row.field,
      fieldEn: row.fieldEn,
      officeId: row.officeId,
      officeName: row.officeName,
      officeNameEn: row.officeNameEn,
      status: row.status,
      from: row.fromDay,
      to: row.toDay,
      demo: row.demo,
    }))
    return { items, next: null, may: reading.may({ office: offices }, ['programme.create']) }
  },
})

const sampleYear = (now: Date, zone: string): number => Number(dayInZone(now, zone).slice(0, 4))

export const readProgramme = query({
  name: 'programme.readProgramme',
  action: 'programme.read',
  async load(reading, input: { programmeId: string }) {
    const row = await findProgramme(reading.tx, input.programmeId)
    return row ? { owners: { office: [row.officeId] }, row } : undefined
  },
  async reply(reading, _input, { owners, row }) {
    const keyAreas = await keyAreasOf(reading.tx, [row.id])
    return {
      id: row.id,
      ...factsOfRow(row),
      // Written only through the contract, whose words for facts are narrower than the rule needs.
      classRule: row.classRule as ClassRule,
      officeId: row.officeId,
      officeName: row.officeName,
      officeNameEn: row.officeNameEn,
      status: row.status,
      demo: row.demo,
      keyAreas: keyAreas.map(({ programmeId: _own, ...area }) => area),
      sampleNumber: certificateNumber(row.numbering, sampleYear(reading.now, row.zone), 1),
      rulePackInUse: await rulePackInUse(reading.tx, row.id),
      revision: row.revision,
      may: reading.may(owners, ['programme.edit', 'approval.record']),
    }
  },
})

/** What numbers of a scheme look like, while the officer is still choosing it. */
export const previewNumber = query({
  name: 'programme.previewNumber',
  action: 'programme.read',
  load: listing,
  reply: async (reading, input: NumberingScheme) => ({
    number: certificateNumber(input, sampleYear(reading.now, reading.ports.zone), 1),
  }),
})

/** What the public may know of the programmes that have started. */
export const publicProgrammes = query({
  name: 'programme.publicProgrammes',
  action: 'programme.readPublic',
  load: listing,
  async reply(reading, _input: object) {
    const rows = (await listProgrammeRows(reading.tx)).filter((row) => row.status !== 'preparing')
    const areas = await keyAreasOf(
      reading.tx,
      rows.map((row) => row.id),
    )
    const items = rows.map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      nameEn: row.nameEn,
      field: row.field,
      fieldEn: row.fieldEn,
      officeName: row.officeName,
      officeNameEn: row.officeNameEn,
      legalBasis: row.legalBasis,
      from: row.fromDay,
      to: row.toDay,
      demo: row.demo,
      keyAreas: areas
        .filter((area) => area.programmeId === row.id)
        .map(({ id, code, name, nameEn }) => ({ id, code, name, nameEn })),
    }))
    return { items }
  },
})
