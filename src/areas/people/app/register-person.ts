import { type IdentityKind, normaliseIdentity } from '../../../kernel/identity-number.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { type Asking, command, type Reading } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { enterGate, hashPassword, openAccount } from '../../accounts/index.ts'
import { ensureEmployers } from '../../organisations/index.ts'
import type { Facts } from '../contract.ts'
import { nameKey } from '../../../kernel/person-name.ts'
import { personInput, type TypedPerson } from '../domain/person-input.ts'
import { evidenceRecorded, personRegistered } from '../events.ts'
import { newId } from '../../../kernel/id.ts'
import { employerNamed } from '../store/employments.ts'
import { insertEvidenceRow } from '../store/evidence.ts'
import { hasAccount, isSignInAddress, lockPerson, markVerified, recordedNames } from '../store/people.ts'
import { personsByFingerprint } from '../store/recognise.ts'
import { today } from './person-owners.ts'
import { recognisePeople } from './recognise-people.ts'

export interface SelfRegistration extends TypedPerson {
  readonly identity: { readonly kind?: IdentityKind | undefined; readonly number: string }
  readonly phone: string
  /** Made by `hashPassword` before the transaction began. */
  readonly passwordHash: string
  readonly employerName?: string | undefined
  readonly post?: string | undefined
}

/** Whether a person is on record under this name: two records merged may spell it in two ways. */
const isNamed = async (unit: Reading, personId: string, name: string): Promise<boolean> =>
  (await recordedNames(unit.tx, personId)).some((known) => nameKey(known) === nameKey(name))

/**
 * Opens an account for somebody who registers alone. A record a roster made is taken over when number and name fit, and
 * the phone does where one is on record; what does not fit is refused in one way, so that nobody learns who is on record.
 */
export const registerSelf = command({
  name: 'people.registerSelf',
  action: 'person.register',
  constraints: { sign_in_name_pkey: 'person.phone-taken', account_person_id_key: 'person.register-refused' },
  load: async () => ({ owners: {} }),
  async run(unit, typed: SelfRegistration) {
    const input = personInput(typed, today(unit))
    if (!input.ok) return input
    const { name, identity, phone, email } = input.value
    const fingerprint = unit.ports.vault.fingerprint(identity.kind, identity.number)
    const [foundId] = (await personsByFingerprint(unit.tx, [fingerprint])).values()
    if (foundId !== undefined) {
      const person = await lockPerson(unit.tx, foundId)
      const same =
        person && (await isNamed(unit, person.id, name)) && (person.phone === '' || person.phone === phone)
      if (!same || (await hasAccount(unit.tx, foundId))) return refuse('person.register-refused')
    }
    // The table's one constraint cannot say which of the two names was taken.
    if (email !== '' && (await isSignInAddress(unit.tx, email)))
      return refuse('person.email-taken', {}, [{ pointer: '/email', code: 'person.email-taken' }])
    const employerName = typed.employerName?.trim() ?? ''
    const employers =
      employerName === '' ? new Map<string, string>() : await ensureEmployers(unit, [employerName])
    const [recognised] = await recognisePeople(
      unit,
      [
        {
          name,
          identity,
          phone,
          email,
          employerId: employers.get(employerName) ?? null,
          post: typed.post?.trim() ?? '',
        },
      ],
      { source: 'self', subject: { kind: 'person', id: foundId ?? newId() } },
    )
    const personId = recognised?.personId as string
    const account = await openAccount(unit, {
      displayName: name,
      personId,
      signIns: [phone, ...(email === '' ? [] : [email])],
      passwordHash: typed.passwordHash,
    })
    if (!account.ok) return refuse('request.invalid', {}, [{ pointer: '/phone', code: account.code }])
    await markVerified(unit.tx, personId, unit.now)
    await unit.emit(personRegistered(personId, { found: foundId !== undefined }))
    return ok({ personId, signIn: phone, found: foundId !== undefined })
  },
})

/**
 * Opens the account. A number is tried under so many names and no more: beyond that whoever guesses whose it is waits ever
 * longer, and so does nobody else.
 */
export const registerAlone = async (
  services: Services,
  { password, ...typed }: Omit<SelfRegistration, 'passwordHash'> & { readonly password: string },
  by: Asking,
): Promise<Result<{ personId: string; signIn: string; found: boolean }, string>> => {
  const name = `register ${normaliseIdentity(typed.identity.number)}`
  const gate = await enterGate(services, { name, deviceId: undefined, deviceKnown: false })
  if (!gate.ok) return refuse('person.register-wait', gate.params)
  const passwordHash = await hashPassword(password)
  const registered = await services.perform(registerSelf, { ...typed, passwordHash }, by)
  const guessed = !registered.ok && registered.code === 'person.register-refused'
  await (guessed ? gate.value.failed() : gate.value.undecided())
  return registered
}

/** An employer puts one member of staff on record; somebody known is recognised and becomes staff as well. */
export const addStaff = command({
  name: 'people.addStaff',
  action: 'person.addStaff',
  async load(
    unit,
    input: TypedPerson & { employerId: string; post?: string | undefined; facts?: Facts | undefined },
  ) {
    const employer = await employerNamed(unit.tx, input.employerId)
    return employer ? { owners: { employer: [employer.id] }, employer } : undefined
  },
  async run(unit, typed, { employer }) {
    if (employer.status === 'closed') return refuse('employment.employer-unknown')
    const input = personInput(typed, today(unit))
    if (!input.ok) return input
    const source = unit.actor.roles.some(({ role }) => role === 'office') ? 'office' : 'employer'
    const [recognised] = await recognisePeople(
      unit,
      [{ ...input.value, employerId: employer.id, post: typed.post?.trim() ?? '' }],
      { source, subject: { kind: 'organisation', id: employer.id } },
    )
    const { personId, known } = recognised as { personId: string; known: boolean }
    if (known) {
      // Somebody else's number, or a slip in it: nothing may be added to a stranger's record by mistake.
      if (!(await isNamed(unit, personId, input.value.name))) return refuse('identity.taken')
    }
    const facts = Object.fromEntries(Object.entries(typed.facts ?? {}).filter(([, value]) => value !== ''))
    if (Object.keys(facts).length > 0) {
      const evidence = {
        id: newId(),
        personId,
        fromDay: today(unit),
        facts,
        source,
        document: '',
        recordedBy: unit.actor.accountId,
      } as const
      await insertEvidenceRow(unit.tx, evidence, unit.now)
      await unit.emit(evidenceRecorded(personId, { evidence: evidence.id, facts, from: evidence.fromDay }))
    }
    return ok({ personId, known })
  },
})
