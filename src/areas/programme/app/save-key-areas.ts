import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { keyAreasSaved } from '../events.ts'
import { keyAreasOf, replaceKeyAreas } from '../store/key-areas.ts'
import { lockProgramme } from '../store/programmes.ts'

interface TypedKeyArea {
  readonly id?: string | undefined
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

/** Saves the list as a whole: order, names, additions, removals. */
export const saveKeyAreas = command({
  name: 'programme.saveKeyAreas',
  action: 'programme.edit',
  constraints: { course_key_area_id_fkey: 'key-area.in-use' },
  async load(unit, input: { programmeId: string; keyAreas: readonly TypedKeyArea[] }) {
    const row = await lockProgramme(unit.tx, input.programmeId)
    return row ? { owners: { office: [row.officeId] }, row } : undefined
  },
  async run(unit, input, { row }) {
    if (row.status === 'closed') return refuse('programme.closed')
    const before = await keyAreasOf(unit.tx, [row.id])
    const known = new Set(before.map((area) => area.id))
    const codes = new Set<string>()
    for (const [index, area] of input.keyAreas.entries()) {
      if (area.id !== undefined && !known.has(area.id))
        return refuse('key-area.unknown', {}, [
          { pointer: `/keyAreas/${index}/id`, code: 'key-area.unknown' },
        ])
      if (area.name.trim() === '')
        return refuse('request.invalid', {}, [
          { pointer: `/keyAreas/${index}/name`, code: 'request.required' },
        ])
      const params = { code: area.code }
      if (codes.has(area.code))
        return refuse('key-area.code-twice', params, [
          { pointer: `/keyAreas/${index}/code`, code: 'key-area.code-twice', params },
        ])
      codes.add(area.code)
    }
    const areas = input.keyAreas.map((area) => ({
      id: area.id ?? newId(),
      code: area.code,
      name: area.name.trim(),
      nameEn: area.nameEn.trim(),
    }))
    await replaceKeyAreas(unit.tx, row.id, areas)
    const kept = new Set(areas.map((area) => area.id))
    const removed = before.filter((area) => !kept.has(area.id)).map((area) => area.code)
    await unit.emit(keyAreasSaved(row.id, { keyAreas: areas.map((area) => area.code), removed }))
    const saved = await keyAreasOf(unit.tx, [row.id])
    return ok({ keyAreas: saved.map(({ programmeId: _own, ...area }) => area) })
  },
})
