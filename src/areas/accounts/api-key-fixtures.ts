import { sql } from 'kysely'
import { beforeAll } from 'vitest'
import { doorPassword } from '../../../test/doors.ts'
import type { Answer, Client, TestHouse } from '../../../test/house.ts'
import { fresh, officeOf, registered } from '../../../test/setting.ts'
import { hashPassword } from './app/password-hash.ts'

export const ownKeys = '/api/v1/account/keys'

export interface Somebody {
  readonly client: Client
  readonly organisationId: string
}

export interface MadeKey {
  readonly keyId: string
  readonly key: string
  /** Who comes with it. */
  readonly by: Client
}

/** What somebody asks for who wants a key; overwrite what a test is about. */
export const wish = (organisationId: string | null, more: object = {}) => ({
  name: '教务系统同步',
  role: 'institution',
  organisationId,
  scopes: ['organisations'],
  expiresOn: '2026-12-31',
  password: doorPassword,
  ...more,
})

export const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]

export const room = () => ({ name: `教室 ${fresh()}`, seats: 30 })

/** People of a house who make keys. */
export const keyHolders = (house: TestHouse) => {
  const kept = { passwordHash: '', office: undefined as Client | undefined }
  beforeAll(async () => {
    kept.passwordHash = await hashPassword(doorPassword)
    kept.office = (await officeOf(house)).office
  })
  const office = (): Client => kept.office as Client
  const withPassword = async ({ accountId }: Client): Promise<void> => {
    await sql`update password set hash = ${kept.passwordHash} where account_id = ${accountId}`.execute(
      house.services.db,
    )
  }
  const make = ({ client, organisationId }: Somebody, more: object = {}): Promise<Answer> =>
    client.call('POST', ownKeys, wish(organisationId, more))
  return {
    office,
    withPassword,
    make,
    /** Somebody who acts for an institution of their own, and has a password. */
    async somebody(): Promise<Somebody> {
      const organisationId = await registered(office(), 'institution', `学院 ${fresh()}`)
      const client = await house.client([{ role: 'institution', organisationId }])
      await withPassword(client)
      return { client, organisationId }
    },
    async made(who: Somebody, more: object = {}): Promise<MadeKey> {
      const reply = await make(who, more)
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
      return { ...reply.body, by: house.keyed(reply.body.key) }
    },
  }
}
