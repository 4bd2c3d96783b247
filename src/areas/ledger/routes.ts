import { actionRoute, commandRoute, queryRoute, type Route, sent } from '../../platform/http/route.ts'
import { everyRow, sendSheet } from '../../platform/http/send-sheet.ts'
import { writeXlsx } from '../../platform/sheet/write-sheet.ts'
import { classesThatHelp } from './app/classes-that-help.ts'
import { classHourRules } from './app/class-hour-rules.ts'
import { personClosings } from './app/person-closings.ts'
import {
  closingAdjustments,
  closingPeople,
  closingsToClose,
  readClosing,
  readClosings,
} from './app/read-closings.ts'
import { closeCounted, dropClosing, startClosing } from './app/start-closing.ts'
import { endExemption, grantExemption, personExemptions } from './app/exemptions.ts'
import { explanation } from './app/explanation.ts'
import { ledgerEntries } from './app/ledger-entries.ts'
import { listRulePacks } from './app/list-rule-packs.ts'
import { record } from './app/record.ts'
import { reverseActivity } from './app/reverse-activity.ts'
import { type GroupsToWrite, registerSheets } from './app/export-register.ts'
import { readRegisterRun, readRegisterRuns } from './app/read-register.ts'
import { recordRegisterExport, registerGroups, registerStandings } from './app/register-standings.ts'
import { standing } from './app/standing.ts'
import { standingExplanation } from './app/standing-explanation.ts'
import { startRegisterRun } from './app/start-register.ts'
import * as contract from './contract.ts'
import { classesThatHelp as classesThatHelpContract } from './contract/classes-that-help.ts'
import * as closings from './contract/closings.ts'
import * as exemptions from './contract/exemptions.ts'
import { standingExplanation as standingExplanationContract } from './contract/standing-explanation.ts'
import * as register from './contract/register.ts'

const exportRegister = actionRoute(register.exportRegister, 'register.read', async (call) => {
  const { services, by, params } = call
  const { language = call.language, ...filter } = call.query
  const people = (cursor?: string) =>
    services.ask(registerStandings, { ...params, ...filter, limit: 200, cursor }, by)
  const [run, first] = [await services.ask(readRegisterRun, params, by), await people()]
  if (!run.ok) return run
  if (!first.ok) return first
  const groups: GroupsToWrite[] = []
  for (const kind of register.groupKinds) {
    const page = (cursor?: string) =>
      services.ask(registerGroups, { ...params, by: kind, limit: 200, cursor }, by)
    const begun = await page()
    if (!begun.ok) return begun
    groups.push({ by: kind, rows: everyRow(begun.value, page) })
  }
  const recorded = await services.perform(recordRegisterExport, { ...params, standing: filter.standing }, by)
  if (!recorded.ok) return recorded
  const sheets = registerSheets({
    run: run.value,
    language,
    publicUrl: services.ports.publicUrl,
    people: everyRow(first.value, people),
    groups,
  })
  await sendSheet(call, recorded.value.name, (out) => writeXlsx(sheets, out))
  return sent
})

export const ledgerRoutes: readonly Route[] = [
  queryRoute(contract.standing, standing),
  queryRoute(standingExplanationContract, standingExplanation),
  queryRoute(contract.record, record),
  queryRoute(classesThatHelpContract, classesThatHelp),
  queryRoute(contract.ledger, ledgerEntries),
  queryRoute(contract.explanation, explanation),
  commandRoute(contract.reverseActivity, reverseActivity),
  queryRoute(exemptions.personExemptions, personExemptions),
  commandRoute(exemptions.grantExemption, grantExemption),
  commandRoute(exemptions.endExemption, endExemption),
  queryRoute(contract.rulePacks, listRulePacks),
  queryRoute(contract.classHourRules, classHourRules),
  queryRoute(closings.closings, readClosings),
  queryRoute(closings.closingsToClose, closingsToClose),
  commandRoute(closings.startClosing, startClosing),
  queryRoute(closings.readClosing, readClosing),
  queryRoute(closings.closingPeople, closingPeople),
  commandRoute(closings.closePeriod, closeCounted),
  commandRoute(closings.dropClosing, dropClosing),
  queryRoute(closings.adjustments, closingAdjustments),
  queryRoute(closings.personClosings, personClosings),
  queryRoute(register.registerRuns, readRegisterRuns),
  commandRoute(register.startRegisterRun, startRegisterRun),
  queryRoute(register.readRegisterRun, readRegisterRun),
  queryRoute(register.registerGroups, registerGroups),
  queryRoute(register.registerStandings, registerStandings),
  exportRegister,
]
