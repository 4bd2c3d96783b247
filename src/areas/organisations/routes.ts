import { ok } from '../../kernel/result.ts'
import { commandRoute, queryRoute, route, type Route } from '../../platform/http/route.ts'
import { editContact, editOrganisation } from './app/edit-organisation.ts'
import { createFirstOffice, isSetUp } from './app/first-office.ts'
import { consentToMembership, endMembership, listMemberships, proposeMembership } from './app/memberships.ts'
import {
  listOrganisations,
  lookupOrganisations,
  readOrganisation,
  similarOrganisations,
} from './app/organisation-queries.ts'
import { closeOrganisation, reopenOrganisation, verifyOrganisation } from './app/organisation-status.ts'
import { registerOrganisation } from './app/register-organisation.ts'
import { addRoom, editRoom, listRooms } from './app/rooms.ts'
import * as contract from './contract.ts'

export const organisationRoutes: readonly Route[] = [
  queryRoute(contract.listOrganisations, listOrganisations),
  queryRoute(contract.lookupOrganisations, lookupOrganisations),
  queryRoute(contract.similarOrganisations, similarOrganisations),
  queryRoute(contract.readOrganisation, readOrganisation),
  commandRoute(contract.registerOrganisation, registerOrganisation),
  commandRoute(contract.editOrganisation, editOrganisation),
  commandRoute(contract.editContact, editContact),
  commandRoute(contract.verifyOrganisation, verifyOrganisation),
  commandRoute(contract.closeOrganisation, closeOrganisation),
  commandRoute(contract.reopenOrganisation, reopenOrganisation),
  queryRoute(contract.listRooms, listRooms),
  commandRoute(contract.addRoom, addRoom),
  commandRoute(contract.editRoom, editRoom),
  queryRoute(contract.listMemberships, listMemberships),
  commandRoute(contract.proposeMembership, proposeMembership),
  commandRoute(contract.consentToMembership, consentToMembership),
  commandRoute(contract.endMembership, endMembership),
  route(contract.readSetup, async (call) => ok({ done: await isSetUp(call.services) })),
  route(contract.createFirstOffice, (call) => createFirstOffice(call.services, call.body, call.by.requestId)),
]
