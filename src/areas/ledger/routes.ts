import { commandRoute, queryRoute, type Route } from '../../platform/http/route.ts'
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
import { explanation } from './app/explanation.ts'
import { ledgerEntries } from './app/ledger-entries.ts'
import { listRulePacks } from './app/list-rule-packs.ts'
import { record } from './app/record.ts'
import { reverseActivity } from './app/reverse-activity.ts'
import { readRegisterRun, readRegisterRuns, registerStandings } from './app/read-register.ts'
import { standing } from './app/standing.ts'
import { standingExplanation } from './app/standing-explanation.ts'
import { startRegisterRun } from './app/start-register.ts'
import * as contract from './contract.ts'
import { classesThatHelp as classesThatHelpContract } from './contract/classes-that-help.ts'
import * as closings from './contract/closings.ts'
import { standingExplanation as standingExplanationContract } from './contract/standing-explanation.ts'
import * as register from './contract/register.ts'

export const ledgerRoutes: readonly Route[] = [
  queryRoute(contract.standing, standing),
  queryRoute(standingExplanationContract, standingExplanation),
  queryRoute(contract.record, record),
  queryRoute(classesThatHelpContract, classesThatHelp),
  queryRoute(contract.ledger, ledgerEntries),
  queryRoute(contract.explanation, explanation),
  commandRoute(contract.reverseActivity, reverseActivity),
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
  queryRoute(register.registerStandings, registerStandings),
]
