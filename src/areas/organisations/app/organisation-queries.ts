import { dayInZone } from '../../../kernel/calendar.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import type { OrganisationKind } from '../domain/organisation-facts.ts'
import {
  listOrganisationRows,
  lookupRows,
  nearNames,
  type OrganisationFilter,
} from '../store/organisation-lists.ts'
import { findOrganisation } from '../store/organisations.ts'
import { membershipReaders, ownersOf, reachOf } from './owners.ts'

const pageSize = 50

/** The register as far as the reader's roles reach. */
export const listOrganisations = query({
  name: 'organisations.listOrganisations',
  action: 'organisation.read',
  load: listing,
  async reply(
    reading,
    input: OrganisationFilter & { cursor?: string | undefined; limit?: number | undefined },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? pageSize
    const after = cursorParts(input.cursor, keyPart.text, keyPart.id)
    const today = dayInZone(reading.now, reading.ports.zone)
    const rows = await listOrganisationRows(reading.tx, input, reachOf(scope), today, after, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.name, row.id],
      (row) => row,
    )
  },
})

export const lookupOrganisations = query({
  name: 'organisations.lookupOrganisations',
  action: 'organisation.lookup',
  load: listing,
  async reply(
    reading,
    input: { kind: OrganisationKind; q?: string | undefined; limit?: number | undefined },
  ) {
    return { items: await lookupRows(reading.tx, input.kind, input.q, input.limit ?? 20) }
  },
})

/** What the registering officer is shown before a second record is made of one firm. */
export const similarOrganisations = query({
  name: 'organisations.similarOrganisations',
  action: 'organisation.register',
  load: listing,
  async reply(reading, input: { kind: OrganisationKind; name: string; except?: string | undefined }) {
    const rows = await nearNames(reading.tx, input.kind, input.name, input.except, 5)
    return {
      items: rows.map(({ likeness, ...row }) => ({ ...row, likenessPercent: Math.round(likeness * 100) })),
    }
  },
})

export const readOrganisation = query({
  name: 'organisations.readOrganisation',
  action: 'organisation.read',
  async load(reading, input: { organisationId: string }) {
    const row = await findOrganisation(reading.tx, input.organisationId)
    return row ? { owners: await ownersOf(reading, row), row } : undefined
  },
  async reply(reading, _input, { owners, row }) {
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      nameEn: row.nameEn,
      shortName: row.shortName,
      creditCode: row.creditCode,
      districtId: row.districtId,
      districtName: row.districtName,
      districtNameEn: row.districtNameEn,
      status: row.status,
      demo: row.demo,
      address: row.address,
      contact: row.contact,
      successorId: row.successorId,
      successorName: row.successorName,
      closedReason: row.closedReason,
      createdAt: row.createdAt.toISOString(),
      revision: row.revision,
      may: {
        ...reading.may(owners, [
          'organisation.edit',
          'organisation.editContact',
          'organisation.verify',
          'organisation.close',
          'room.read',
          'room.manage',
          'teacher.read',
          'membership.propose',
          'account.manage',
        ]),
        ...reading.may(membershipReaders(row), ['membership.read']),
      },
    }
  },
})
