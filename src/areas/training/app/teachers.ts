import { newId } from '../../../kernel/id.ts'
import { ok } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { insertTeacher, institutionName, lockTeacher, teachersOf, updateTeacher } from '../store/teachers.ts'

const constraints = { teacher_once: 'teacher.exists' } as const

export const addTeacher = command({
  name: 'training.addTeacher',
  action: 'teacher.manage',
  constraints,
  async load(unit, input: { institutionId: string; name: string; title?: string | undefined }) {
    const found = await institutionName(unit.tx, input.institutionId)
    return found === undefined ? undefined : { owners: { institution: [input.institutionId] } }
  },
  async run(unit, input) {
    const teacherId = newId()
    const [name, title] = [input.name.trim(), (input.title ?? '').trim()]
    await insertTeacher(unit.tx, { id: teacherId, institutionId: input.institutionId, name, title })
    await unit.emit({
      name: 'training.teacherAdded',
      subject: { kind: 'teacher', id: teacherId },
      data: { institution: input.institutionId, name, title },
    })
    return ok({ teacherId })
  },
})

export const editTeacher = command({
  name: 'training.editTeacher',
  action: 'teacher.manage',
  constraints,
  async load(unit, input: { teacherId: string; name: string; title: string; active: boolean }) {
    const teacher = await lockTeacher(unit.tx, input.teacherId)
    return teacher && { owners: { institution: [teacher.institutionId] }, teacher }
  },
  async run(unit, input, { teacher }) {
    const after = { name: input.name.trim(), title: input.title.trim(), active: input.active }
    await updateTeacher(unit.tx, teacher.id, after)
    await unit.emit({
      name: 'training.teacherEdited',
      subject: { kind: 'teacher', id: teacher.id },
      data: { before: { name: teacher.name, title: teacher.title, active: teacher.active }, after },
    })
    return ok({})
  },
})

export const teachers = query({
  name: 'training.listTeachers',
  action: 'teacher.read',
  async load(reading, input: { institutionId: string }) {
    const found = await institutionName(reading.tx, input.institutionId)
    return found === undefined ? undefined : { owners: { institution: [input.institutionId] } }
  },
  async reply(reading, input, { owners }) {
    const rows = await teachersOf(reading.tx, input.institutionId)
    return {
      items: rows.map((row) => ({ ...row, sessions: row.sessions ?? 0 })),
      may: reading.may(owners, ['teacher.manage']),
    }
  },
})
