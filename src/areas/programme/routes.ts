import { commandRoute, queryRoute, type Route } from '../../platform/http/route.ts'
import { listApprovals, readApproval } from './app/approval-queries.ts'
import { saveApproval, startApproval, submitApproval } from './app/apply-for-approval.ts'
import { decideApproval, recordApproval } from './app/decide-approval.ts'
import { createProgramme, editProgramme, setProgrammeStatus } from './app/edit-programme.ts'
import { listProgrammes, previewNumber, publicProgrammes, readProgramme } from './app/programme-queries.ts'
import { saveKeyAreas } from './app/save-key-areas.ts'
import * as contract from './contract.ts'

export const programmeRoutes: readonly Route[] = [
  queryRoute(contract.listProgrammes, listProgrammes),
  queryRoute(contract.readProgramme, readProgramme),
  commandRoute(contract.createProgramme, createProgramme),
  commandRoute(contract.editProgramme, editProgramme),
  commandRoute(contract.setProgrammeStatus, setProgrammeStatus),
  commandRoute(contract.saveKeyAreas, saveKeyAreas),
  queryRoute(contract.previewNumber, previewNumber),
  queryRoute(contract.listApprovals, listApprovals),
  queryRoute(contract.readApproval, readApproval),
  commandRoute(contract.startApproval, startApproval),
  commandRoute(contract.saveApproval, saveApproval),
  commandRoute(contract.submitApproval, submitApproval),
  commandRoute(contract.decideApproval, decideApproval),
  commandRoute(contract.recordApproval, recordApproval),
  queryRoute(contract.publicProgrammes, publicProgrammes),
]
