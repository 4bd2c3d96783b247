import { commandRoute, queryRoute, type Route } from '../../platform/http/route.ts'
import {
  editNotice,
  officeNotice,
  officeNotices,
  restoreNotice,
  withdrawNotice,
  writeNotice,
} from './app/keep-notices.ts'
import {
  listNotices,
  programmeFigures,
  publicInstitutions,
  publicSites,
  readNotice,
} from './app/public-queries.ts'
import * as contract from './contract.ts'

export const publicityRoutes: readonly Route[] = [
  queryRoute(contract.listNotices, listNotices),
  queryRoute(contract.readNotice, readNotice),
  queryRoute(contract.publicInstitutions, publicInstitutions),
  queryRoute(contract.publicSites, publicSites),
  queryRoute(contract.programmeFigures, programmeFigures),
  queryRoute(contract.officeNotices, officeNotices),
  queryRoute(contract.officeNotice, officeNotice),
  commandRoute(contract.writeNotice, writeNotice),
  commandRoute(contract.editNotice, editNotice),
  commandRoute(contract.withdrawNotice, withdrawNotice),
  commandRoute(contract.restoreNotice, restoreNotice),
]
