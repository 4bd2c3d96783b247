import { commandRoute, queryRoute, type Route } from '../../platform/http/route.ts'
import { deliveryRecord, openMessage, tryAgain } from './app/delivery-record.ts'
import * as contract from './contract.ts'

export const notificationRoutes: readonly Route[] = [
  queryRoute(contract.deliveryRecord, deliveryRecord),
  commandRoute(contract.tryAgain, tryAgain),
  commandRoute(contract.openMessage, openMessage),
]
