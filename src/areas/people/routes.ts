import { actionRoute, commandRoute, queryRoute, route, type Route } from '../../platform/http/route.ts'
import { editContacts, renamePerson, replaceIdentity } from './app/edit-person.ts'
import {
  acceptEmploymentRequest,
  listEmploymentRequests,
  noteDeparture,
  refuseEmploymentRequest,
  requestEmployment,
  withdrawEmploymentRequest,
} from './app/employment-requests.ts'
import { addEmployment, endEmployment } from './app/employments.ts'
import { readFacts } from './app/asked-facts.ts'
import { checkEvidence, recordEvidence } from './app/evidence.ts'
import { endHolding, personHoldings, recordHolding } from './app/holdings.ts'
import { findPerson, unmaskIdentity } from './app/identity-reads.ts'
import { listPeople, readPerson } from './app/people-queries.ts'
import { listMerges, mergePeople, previewMerge, undoMerge } from './app/merge-people.ts'
import { decideClass, listClassProposals, proposeClass, readClasses } from './app/person-classes.ts'
import { addStaff, registerAlone } from './app/register-person.ts'
import * as contract from './contract.ts'
import * as holdings from './contract/holdings.ts'
import * as merges from './contract/merges.ts'
import * as requests from './contract/employment-requests.ts'

/**
 * Where whole identity numbers come or go, no idempotency key: replies are kept under it, and a plain hash of the request.
 * These commands are harmless twice by themselves.
 */
const unkept = <C extends { readonly by: { readonly idempotencyKey?: string | undefined } }>(
  call: C,
): C['by'] => ({ ...call.by, idempotencyKey: undefined })

export const peopleRoutes: readonly Route[] = [
  queryRoute(contract.listPeople, listPeople),
  actionRoute(contract.findPerson, findPerson.action, (call) =>
    call.services.perform(findPerson, call.body, unkept(call)),
  ),
  queryRoute(contract.readPerson, readPerson),
  route(contract.registerSelf, (call) => registerAlone(call.services, call.body, unkept(call))),
  actionRoute(contract.addStaff, addStaff.action, (call) =>
    call.services.perform(addStaff, { ...call.params, ...call.body }, unkept(call)),
  ),
  commandRoute(contract.renamePerson, renamePerson),
  commandRoute(contract.editContacts, editContacts),
  actionRoute(contract.unmaskIdentity, unmaskIdentity.action, (call) =>
    call.services.perform(unmaskIdentity, { ...call.params, ...call.body }, unkept(call)),
  ),
  actionRoute(contract.replaceIdentity, replaceIdentity.action, (call) =>
    call.services.perform(replaceIdentity, { ...call.params, ...call.body }, unkept(call)),
  ),
  queryRoute(merges.previewMerge, previewMerge),
  commandRoute(merges.mergePeople, mergePeople),
  queryRoute(merges.listMerges, listMerges),
  commandRoute(merges.undoMerge, undoMerge),
  commandRoute(contract.addEmployment, addEmployment),
  commandRoute(contract.endEmployment, endEmployment),
  commandRoute(requests.requestEmployment, requestEmployment),
  queryRoute(requests.listEmploymentRequests, listEmploymentRequests),
  commandRoute(requests.acceptEmploymentRequest, acceptEmploymentRequest),
  commandRoute(requests.refuseEmploymentRequest, refuseEmploymentRequest),
  commandRoute(requests.withdrawEmploymentRequest, withdrawEmploymentRequest),
  commandRoute(requests.noteDeparture, noteDeparture),
  commandRoute(contract.recordEvidence, recordEvidence),
  queryRoute(contract.readFacts, readFacts),
  commandRoute(contract.checkEvidence, checkEvidence),
  queryRoute(holdings.personHoldings, personHoldings),
  commandRoute(holdings.recordHolding, recordHolding),
  commandRoute(holdings.endHolding, endHolding),
  queryRoute(contract.readClasses, readClasses),
  commandRoute(contract.proposeClass, proposeClass),
  commandRoute(contract.decideClass, decideClass),
  queryRoute(contract.listClassProposals, listClassProposals),
]
