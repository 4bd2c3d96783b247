import { queryRoute, type Route } from '../../platform/http/route.ts'
import { accountHistory, certificateHistory, recordHistory } from './app/record-history.ts'
import * as contract from './contract.ts'

export const auditRoutes: readonly Route[] = [
  queryRoute(contract.recordHistory, recordHistory),
  queryRoute(contract.accountHistory, accountHistory),
  queryRoute(contract.certificateHistory, certificateHistory),
]
