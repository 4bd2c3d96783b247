import { queryRoute, type Route } from '../../platform/http/route.ts'
import { certificateHistory, recordHistory } from './app/record-history.ts'
import * as contract from './contract.ts'

export const auditRoutes: readonly Route[] = [
  queryRoute(contract.recordHistory, recordHistory),
  queryRoute(contract.certificateHistory, certificateHistory),
]
