import { createHash, randomBytes } from 'node:crypto'
import { ownPersonIds } from '../../../access/index.ts'
import { hoursShown } from '../../../kernel/class-hours.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, listing, query, type Reading } from '../../../platform/perform.ts'
import { exemptIn, gradeWordIn } from '../domain/check-answer.ts'
import { typedNumber } from '../domain/number.ts'
import { certificateEvents } from '../events.ts'
import { findCertificate } from '../store/certificates.ts'
import {
  findShare,
  insertShare,
  liveSharesOf,
  noteOpening,
  openableShare,
  revokeShareRow,
  sharedCertificates,
  sharesOf,
} from '../store/share-links.ts'

/** Links of one person that may be open at a time. */
const mostLinks = 50

const hashOf = (token: string): Buffer => createHash('sha256').update(`share ${token}`).digest()

interface ToShare {
  /** Null: all certificates in force. */
  readonly number: string | null
  readonly days: number
  readonly note: string
}

const holderOf = async ({ tx, actor }: Reading, { number }: ToShare) => {
  if (number === null) return actor.personId === null ? undefined : { personId: actor.personId, number }
  const row = await findCertificate(tx, typedNumber(number))
  return row && { personId: row.personId, number: row.number }
}

/** The holder makes a link to one certificate, or to all in force. Its token is told once and kept as a hash alone. */
export const makeShare = command({
  name: 'certificates.makeShare',
  action: 'certificate.share',
  async load(unit, input: ToShare) {
    const shared = await holderOf(unit, input)
    return shared && { owners: { professional: [shared.personId] }, shared }
  },
  async run(unit, { days, note }, { shared }) {
    if ((await liveSharesOf(unit.tx, ownPersonIds(unit.actor), unit.now)) >= mostLinks)
      return refuse('share.too-many', { limit: mostLinks })
    const [id, token] = [newId(), randomBytes(16).toString('base64url')]
    const expiresAt = new Date(unit.now.getTime() + days * 86_400_000)
    await insertShare(
      unit.tx,
      { id, ...shared, tokenHash: hashOf(token), note: note.trim(), expiresAt },
      unit.now,
    )
    await unit.emit({
      name: certificateEvents.shareMade,
      subject: { kind: 'person', id: shared.personId },
      data: { link: id, number: shared.number, expires: expiresAt.toISOString() },
    })
    return ok({
      shareId: id,
      address: `${unit.ports.publicUrl}/shared/${token}`,
      expiresAt: expiresAt.toISOString(),
    })
  },
})

/** One's own links, with how often and when each was opened. */
export const listShares = query({
  name: 'certificates.shares',
  action: 'certificate.share',
  load: listing,
  async reply({ tx, now }, _input: object, _loaded, scope) {
    const rows = await sharesOf(tx, scope.all ? [] : (scope.owners.professional ?? []))
    return {
      items: rows.map((row) => ({
        id: row.id,
        number: row.number,
        note: row.note,
        state:
          row.revokedAt !== null
            ? ('revoked' as const)
            : row.expiresAt <= now
              ? ('expired' as const)
              : ('open' as const),
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        openings: row.openings,
        lastOpenedAt: row.lastOpenedAt?.toISOString() ?? null,
      })),
      next: null,
    }
  },
})

/** Nobody gets in by the link any more, from the next request on. */
export const revokeShare = command({
  name: 'certificates.revokeShare',
  action: 'certificate.share',
  async load(unit, input: { shareId: string }) {
    const share = await findShare(unit.tx, input.shareId)
    return share && { owners: { professional: [share.personId] }, share }
  },
  async run(unit, { shareId }, { share }) {
    if (share.revokedAt !== null) return ok({})
    await revokeShareRow(unit.tx, shareId, unit.now)
    await unit.emit({
      name: certificateEvents.shareRevoked,
      subject: { kind: 'person', id: share.personId },
      data: { link: shareId },
    })
    return ok({})
  },
})

/** What the holder chose to show, for whoever has the link; the opening goes on record. */
export const openShare = command({
  name: 'certificates.openShare',
  action: 'certificate.open-share',
  async load(unit, input: { token: string }) {
    const share = await openableShare(unit.tx, hashOf(input.token), unit.now)
    return share && { owners: {}, share }
  },
  async run(unit, _input, { share }) {
    if (await noteOpening(unit.tx, share.id, unit.now))
      await unit.emit({
        name: certificateEvents.shareOpened,
        subject: { kind: 'person', id: share.personId },
        data: { link: share.id },
      })
    const rows = await sharedCertificates(unit.tx, share)
    return ok({
      what: share.number === null ? ('record' as const) : ('certificate' as const),
      expiresAt: share.expiresAt.toISOString(),
      certificates: rows.map((row) => ({
        number: row.number,
        type: row.type,
        status: row.status,
        ...(row.supersededCause === null ? {} : { supersededCause: row.supersededCause }),
        holder: row.holder,
        title: row.title,
        titleEn: row.titleEn,
        hours: String(hoursShown(row.hours)),
        ...exemptIn(row),
        grade: row.grade,
        gradeWord: gradeWordIn(row),
        issuedOn: row.issuedOn,
        issuer: row.issuer,
        issuerEn: row.issuerEn,
      })),
    })
  },
})
