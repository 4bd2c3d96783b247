import { commandRoute, queryRoute, route, type Route } from '../../platform/http/route.ts'
import { acceptInvitation, acceptWithNewAccount, readInvitation } from './app/accept-invitation.ts'
import { invite, listInvitations, withdrawInvitation } from './app/invitations.ts'
import { withoutKey } from './app/second-factor.ts'
import * as contract from './contract/invitations.ts'

export const invitationRoutes: readonly Route[] = [
  route(contract.invite, (call) =>
    call.services.perform(invite, { ...call.body, language: call.language }, withoutKey(call.by)),
  ),
  queryRoute(contract.listInvitations, listInvitations),
  commandRoute(contract.withdrawInvitation, withdrawInvitation),
  route(contract.readInvitation, (call) => readInvitation(call.services, call.body.token, call.by)),
  route(contract.acceptInvitation, (call) =>
    call.services.perform(acceptInvitation, call.body, withoutKey(call.by)),
  ),
  route(contract.acceptWithNewAccount, (call) =>
    acceptWithNewAccount(call.services, call.body, withoutKey(call.by)),
  ),
]
