import { ok, type Params, refuse } from '../../kernel/result.ts'
import { actionRoute, commandRoute, queryRoute, sent, type Route } from '../../platform/http/route.ts'
import { everyRow, sendSheet } from '../../platform/http/send-sheet.ts'
import { uploadedFile } from '../../platform/http/uploaded-file.ts'
import { writeXlsx } from '../../platform/sheet/write-sheet.ts'
import { sentence } from '../../wire/problems/index.ts'
import { attendanceRules, setAttendanceRule } from './app/attendance-rules.ts'
import { cancelSession } from './app/cancel-session.ts'
import { checkSchedule } from './app/check-schedule.ts'
import { cancelClass, openEnrolment, startClass } from './app/class-acts.ts'
import { closeClass } from './app/close-class.ts'
import { closingPreview } from './app/closing-preview.ts'
import { correctAttendance } from './app/correct-attendance.ts'
import { coursesToFile } from './app/courses-to-file.ts'
import { editClass } from './app/edit-class.ts'
import { enrolPeople } from './app/enrol-people.ts'
import { enrolSelf } from './app/enrol-self.ts'
import { enrolmentSheet } from './app/export-enrolments.ts'
import { fileClass } from './app/file-class.ts'
import { listClasses } from './app/list-classes.ts'
import { listEnrolments } from './app/list-enrolments.ts'
import { enrolmentAttendance, myClasses } from './app/my-classes.ts'
import { publicClasses, readPublicClass } from './app/public-classes.ts'
import { attendanceMatrix, listCorrections, readAttendance } from './app/read-attendance.ts'
import { readClass } from './app/read-class.ts'
import { confirmAttendance, saveAttendance } from './app/record-attendance.ts'
import { applyRoster } from './app/apply-roster.ts'
import { mayBringRoster } from './app/preview-commands.ts'
import { previewRoster } from './app/preview-roster.ts'
import { addTeacher, editTeacher, teachers } from './app/teachers.ts'
import { withdrawEnrolment } from './app/withdraw-enrolment.ts'
import * as contract from './contract.ts'

const exportEnrolments = actionRoute(contract.exportEnrolments, listEnrolments.action, async (call) => {
  const { classId } = call.params
  const page = (cursor?: string) =>
    call.services.ask(listEnrolments, { classId, limit: 200, cursor }, call.by)
  const [first, details] = [await page(), await call.services.ask(readClass, { classId }, call.by)]
  if (!first.ok) return first
  if (!details.ok) return details
  await sendSheet(call, details.value.filingNumber, (out) =>
    writeXlsx(
      [
        enrolmentSheet(
          details.value.filingNumber,
          call.query.language ?? call.language,
          everyRow(first.value, page),
        ),
      ],
      out,
    ),
  )
  return sent
})

const previewUpload = actionRoute(contract.previewRoster, mayBringRoster.action, async (call) => {
  const allowed = await call.services.ask(mayBringRoster, call.params, call.by)
  if (!allowed.ok) return allowed
  const file = await uploadedFile(call.request)
  if (!file.ok) return file
  if (!file.value) return refuse('roster.no-file')
  const { name: fileName, bytes } = file.value
  const read = await previewRoster(call.services, { classId: call.params.classId, fileName, bytes }, call.by)
  if (!read.ok) return read
  const said = <F extends { readonly code: string; readonly params: Params }>({ params, ...finding }: F) => ({
    ...finding,
    message: sentence(finding.code, call.language, params),
  })
  const { refused, notes, ...preview } = read.value
  return ok({
    ...preview,
    notes: notes.map(said),
    refused: refused.map((row) => ({ ...said(row), also: row.also.map(said) })),
  })
})

export const trainingRoutes: readonly Route[] = [
  queryRoute(contract.listTeachers, teachers),
  commandRoute(contract.addTeacher, addTeacher),
  commandRoute(contract.editTeacher, editTeacher),
  commandRoute(contract.fileClass, fileClass),
  queryRoute(contract.checkSchedule, checkSchedule),
  queryRoute(contract.coursesToFile, coursesToFile),
  queryRoute(contract.listClasses, listClasses),
  queryRoute(contract.readClass, readClass),
  queryRoute(contract.publicClasses, publicClasses),
  queryRoute(contract.readPublicClass, readPublicClass),
  commandRoute(contract.editClass, editClass),
  commandRoute(contract.openEnrolment, openEnrolment),
  commandRoute(contract.startClass, startClass),
  commandRoute(contract.cancelClass, cancelClass),
  commandRoute(contract.cancelSession, cancelSession),
  queryRoute(contract.listEnrolments, listEnrolments),
  exportEnrolments,
  commandRoute(contract.enrolSelf, enrolSelf),
  commandRoute(contract.enrolPeople, enrolPeople),
  previewUpload,
  commandRoute(contract.applyRoster, applyRoster),
  commandRoute(contract.withdrawEnrolment, withdrawEnrolment),
  queryRoute(contract.myClasses, myClasses),
  queryRoute(contract.myAttendance, enrolmentAttendance),
  queryRoute(contract.readAttendance, readAttendance),
  commandRoute(contract.saveAttendance, saveAttendance),
  commandRoute(contract.confirmAttendance, confirmAttendance),
  commandRoute(contract.correctAttendance, correctAttendance),
  queryRoute(contract.listCorrections, listCorrections),
  queryRoute(contract.attendanceMatrix, attendanceMatrix),
  queryRoute(contract.closingPreview, closingPreview),
  commandRoute(contract.closeClass, closeClass),
  queryRoute(contract.readAttendanceRules, attendanceRules),
  commandRoute(contract.setAttendanceRule, setAttendanceRule),
]
