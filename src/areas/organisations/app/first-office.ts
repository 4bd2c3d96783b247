import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { systemActor } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { accountConstraints, grantRole, hashNewPassword, openAccount } from '../../accounts/index.ts'
import { tidyName } from '../domain/organisation-facts.ts'
import { organisationRegistered } from '../events.ts'
import { countOffices, hashOfOrganisation, insertOrganisation } from '../store/organisations.ts'
import { consumeSetupToken, findSetupToken, saveSetupToken } from '../store/setup-token.ts'

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const same = (a: Buffer | undefined, b: Buffer): boolean =>
  a !== undefined && a.length === b.length && timingSafeEqual(a, b)

/** Whether there is an office: whoever comes to set the system up is told before they fill in a form. */
export const isSetUp = async (services: Services): Promise<boolean> => (await countOffices(services.db)) > 0

/**
 * A token for the server to print at start while there is no office yet, `null` once there is one. The latest token printed
 * is the valid one; only its hash is kept.
 */
export const issueSetupToken = async (services: Services): Promise<string | null> => {
  if (await isSetUp(services)) return null
  const token = randomBytes(24).toString('base64url')
  await saveSetupToken(services.db, hashOf(token), services.now())
  return token
}

export interface FirstOffice {
  readonly token: string
  readonly officeName: string
  readonly officeNameEn?: string | undefined
  readonly accountName: string
  readonly signIn: string
  readonly password: string
}

/** Makes the first office and the account of its first officer, for whoever holds the printed token. */
export const createFirstOffice = async (
  services: Services,
  first: FirstOffice,
  requestId: string,
): Promise<Result<{ organisationId: string; accountId: string }, string>> => {
  if (await isSetUp(services)) return refuse('setup.done')
  // Before the slow hash, so that nobody without the token can keep the server busy with it.
  if (!same(await findSetupToken(services.db), hashOf(first.token))) return refuse('setup.token')
  const { password, ...rest } = first
  const own = [rest.officeName, rest.accountName, rest.signIn]
  const hashed = await hashNewPassword({ password, own })
  if (!hashed.ok) return hashed
  return services.perform(
    makeFirstOffice,
    { ...rest, passwordHash: hashed.value },
    { actor: systemActor, requestId },
  )
}

const makeFirstOffice = command({
  name: 'organisations.createFirstOffice',
  action: 'office.createFirst',
  constraints: accountConstraints,
  load: async () => ({ owners: {} }),
  async run(unit, input: Omit<FirstOffice, 'password'> & { passwordHash: string }) {
    if (!same(await consumeSetupToken(unit.tx), hashOf(input.token))) return refuse('setup.token')
    if ((await countOffices(unit.tx)) > 0) return refuse('setup.done')
    const name = tidyName(input.officeName)
    if (name === '')
      return refuse('request.invalid', {}, [{ pointer: '/officeName', code: 'request.required' }])
    const organisationId = newId()
    await insertOrganisation(
      unit.tx,
      {
        id: organisationId,
        kind: 'office',
        status: 'verified',
        name,
        nameEn: tidyName(input.officeNameEn ?? ''),
        shortName: '',
        creditCode: null,
        districtId: null,
        address: '',
        contact: '',
      },
      unit.now,
    )
    const rows = [await hashOfOrganisation(unit.tx, organisationId)]
    await unit.emit(organisationRegistered(organisationId, { kind: 'office', name, rows }))
    const opened = await openAccount(unit, {
      displayName: input.accountName,
      personId: null,
      signIns: [input.signIn],
      passwordHash: input.passwordHash,
    })
    if (!opened.ok) return opened
    const from = dayInZone(unit.now, unit.ports.zone)
    const granted = await grantRole(unit, {
      accountId: opened.value.accountId,
      role: 'office',
      organisationId,
      from,
    })
    return granted.ok ? ok({ organisationId, accountId: opened.value.accountId }) : granted
  },
})
