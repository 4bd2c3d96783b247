import { type IdentityKind, normaliseIdentity } from '../../../kernel/identity-number.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { type Asking, command, type Reading, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import {
  enterGate,
  hashNewPassword,
  openAccount,
  type PhoneProof,
  provePhone,
  redeemPhone,
} from '../../accounts/index.ts'
import { ensureEmployers } from '../../organisations/index.ts'
import type { Facts } from '../contract.ts'
import { nameKey } from '../../../kernel/person-name.ts'
import { phoneOf } from '../domain/contacts.ts'
import { personInput, type TypedPerson } from '../domain/person-input.ts'
import { employmentAdded, employmentRequested, evidenceRecorded, personRegistered } from '../events.ts'
import { newId } from '../../../kernel/id.ts'
import { insertRequest } from '../store/employment-requests.ts'
import { canBeAsked, employerNamed, employmentsOf, worksElsewhere, worksFor } from '../store/employments.ts'
import { insertEvidenceRow } from '../store/evidence.ts'
import { hasAccount, lockPerson, markPhoneProved, recordedNames } from '../store/people.ts'
import { personsByFingerprint } from '../store/recognise.ts'
import { checkFacts } from './asked-facts.ts'
import { today } from './person-owners.ts'
import { recognisePeople } from './recognise-people.ts'

export interface SelfRegistration extends TypedPerson {
  readonly identity: { readonly kind?: IdentityKind | undefined; readonly number: string }
  readonly phone: string
  /** That the registrant holds the phone; `null` where no code can be sent. */
  readonly phoneProof: PhoneProof | null
  /** Made by `hashPassword` before the transaction began. */
  readonly passwordHash: string
  readonly employerName?: string | undefined
  readonly post?: string | undefined
}

/** Whether a person is on record under this name: two records merged may spell it in two ways. */
const isNamed = async (unit: Reading, personId: string, name: string): Promise<boolean> =>
  (await recordedNames(unit.tx, personId)).some((known) => nameKey(known) === nameKey(name))

/**
 * Opens an account for somebody who registers alone. A record a roster made is taken over when number, name and phone fit:
 * number and name are no secret, so a record without a phone waits until whoever made it, or the office, has added one.
 * What does not fit is refused in one way, so that nobody learns who is on record.
 */
export const registerSelf = command({
  name: 'people.registerSelf',
  action: 'person.register',
  constraints: {
    sign_in_name_pkey: 'person.phone-taken',
    account_person_id_key: 'person.register-refused',
    employment_request_waiting: 'person.register-refused',
  },
  load: async () => ({ owners: {} }),
  async run(unit, typed: SelfRegistration) {
    const input = personInput(typed, today(unit))
    if (!input.ok) return input
    const { name, identity, phone, email } = input.value
    const { phoneProof } = typed
    if (phoneProof) {
      const held = await redeemPhone(unit, phoneProof)
      if (!held.ok) return held
    }
    const fingerprint = unit.ports.vault.fingerprint(identity.kind, identity.number)
    const [foundId] = (await personsByFingerprint(unit.tx, [fingerprint])).values()
    if (foundId !== undefined) {
      const person = await lockPerson(unit.tx, foundId)
      const same = person && person.phone === phone && (await isNamed(unit, person.id, name))
      if (!same || (await hasAccount(unit.tx, foundId))) return refuse('person.register-refused')
    }
    const employer = await employerStated(unit, typed.employerName?.trim() ?? '', foundId)
    const post = typed.post?.trim() ?? ''
    const [recognised] = await recognisePeople(
      unit,
      [
        {
          name,
          identity,
          phone,
          email,
          employerId: employer?.decides === false ? employer.id : null,
          post,
        },
      ],
      { source: 'self', subject: { kind: 'person', id: foundId ?? newId() } },
    )
    const personId = recognised?.personId as string
    const account = await openAccount(unit, {
      displayName: name,
      personId,
      // An address nobody has proved is one to write to: it opens no account, nor resets it, nor tells whose it is already.
      signIns: [phone],
      passwordHash: typed.passwordHash,
    })
    if (!account.ok) return refuse('request.invalid', {}, [{ pointer: '/phone', code: account.code }])
    if (employer?.decides) {
      const { accountId } = account.value
      await ask(unit, { personId, employerId: employer.id, post, askedBy: accountId })
    }
    if (phoneProof) await markPhoneProved(unit.tx, personId, phone, unit.now)
    await unit.emit(
      personRegistered(personId, { found: foundId !== undefined, phoneProved: phoneProof !== null }),
    )
    return ok({ personId, signIn: phone, found: foundId !== undefined })
  },
})

/**
 * The employer somebody names who registers. One that is verified and has people who act for it decides itself whom it has
 * on its staff; of any other there is nobody to ask, and it reads no record either.
 */
const employerStated = async (unit: Unit, name: string, personId: string | undefined) => {
  if (name === '') return undefined
  const id = (await ensureEmployers(unit, [name])).get(name)
  if (id === undefined) return undefined
  const onStaff = personId !== undefined && (await worksFor(unit.tx, personId, id))
  return { id, decides: !onStaff && (await canBeAsked(unit.tx, id, today(unit))) }
}

const ask = async (
  unit: Unit,
  asked: { personId: string; employerId: string; post: string; askedBy: string },
): Promise<void> => {
  const request = { ...asked, id: newId(), fromDay: today(unit), leavingId: null, lastDay: null }
  await insertRequest(unit.tx, request, unit.now)
  const { id, personId, employerId, fromDay } = request
  await unit.emit(employmentRequested(personId, { request: id, employer: employerId, from: fromDay }))
}

type Typed = Omit<SelfRegistration, 'passwordHash' | 'phoneProof'> & {
  readonly password: string
  readonly code?: string | undefined
  readonly codeId?: string | undefined
}

/**
 * Opens the account of somebody who proved to hold the phone; whoever does not learns nothing of it, nor of anybody's
 * number. A number is tried under so many names and no more: beyond that whoever guesses whose it is waits ever longer,
 * and so does nobody else.
 */
export const registerAlone = async (
  services: Services,
  { password, code, codeId, ...typed }: Typed,
  by: Asking,
): Promise<Result<{ personId: string; signIn: string; found: boolean }, string>> => {
  const phoneProof = await proofOf(services, { phone: typed.phone, code, codeId }, by)
  if (!phoneProof.ok) return phoneProof
  const proved = phoneProof.value !== null
  const gates = []
  for (const name of guessedAt(typed, proved)) {
    const gate = await enterGate(services, { name, deviceId: undefined, deviceKnown: false })
    if (!gate.ok) {
      for (const before of gates) await before.undecided()
      return refuse('person.register-wait', gate.params)
    }
    gates.push(gate.value)
  }
  const own = [typed.name, typed.phone, typed.email, typed.identity.number]
  const hashed = await hashNewPassword({ password, own })
  const registered = hashed.ok
    ? await services.perform(
        registerSelf,
        { ...typed, passwordHash: hashed.value, phoneProof: phoneProof.value },
        by,
      )
    : hashed
  const told = registered.ok || proved ? registered : withoutProof(registered)
  const guessed = !told.ok && told.code === 'person.register-refused'
  for (const gate of gates) await (guessed ? gate.failed() : gate.undecided())
  return told
}

const guessedAt = ({ identity, phone }: Pick<Typed, 'identity' | 'phone'>, proved: boolean): string[] => [
  `register ${normaliseIdentity(identity.number)}`,
  ...(proved ? [] : [`register phone ${phoneOf(phone) ?? ''}`]),
]

/** `null` where this installation sends no text messages: it says so when a code is asked for. */
const proofOf = async (
  services: Services,
  { phone, code, codeId }: Pick<Typed, 'phone' | 'code' | 'codeId'>,
  by: Asking,
): Promise<Result<PhoneProof | null, string>> => {
  if (services.ports.textMessages === null) return ok(null)
  if (code === undefined)
    return refuse('request.invalid', {}, [{ pointer: '/code', code: 'sent-code.needed' }])
  const proved = await provePhone(services, { signIn: phoneOf(phone) ?? '', code, codeId }, by)
  if (proved.ok) return proved
  return refuse(proved.code, proved.params, [{ pointer: '/code', code: proved.code }])
}

/** Of somebody who proved nothing: that a phone is taken is no more than that this cannot be registered. */
const withoutProof = <R extends { readonly ok: false; readonly code: string }>(refused: R) =>
  refused.code === 'person.phone-taken' ? refuse('person.register-refused') : refused

/**
 * An employer puts one member of staff on record; somebody known is recognised and becomes staff as well. Whoever has an
 * account or works elsewhere has to ask to join: the record would be open to the employer from then on. That they must, and
 * that a name does not fit the number, is one refusal, so that nobody learns which number is whose. The office, which may
 * look anybody up, adds whom it likes.
 */
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
    const { identity, name } = input.value
    const stated = await checkFacts(unit, typed.facts ?? {})
    if (!stated.ok) return stated
    const source = unit.actor.roles.some(({ role }) => role === 'office') ? 'office' : 'employer'
    const fingerprint = unit.ports.vault.fingerprint(identity.kind, identity.number)
    const [foundId] = (await personsByFingerprint(unit.tx, [fingerprint])).values()
    // Held, so that of two employers who add somebody at once the second meets the first.
    if (foundId !== undefined) await lockPerson(unit.tx, foundId)
    const before = foundId !== undefined && (await worksFor(unit.tx, foundId, employer.id))
    const [recognised] = await recognisePeople(
      unit,
      [{ ...input.value, employerId: employer.id, post: typed.post?.trim() ?? '' }],
      { source, subject: { kind: 'organisation', id: employer.id } },
    )
    const { personId, known } = recognised as { personId: string; known: boolean }
    if (known) {
      // Somebody else's number, or a slip in it: nothing may be added to a stranger's record by mistake.
      const same = await isNamed(unit, personId, name)
      if (source === 'office' && !same) return refuse('identity.taken')
      if (source === 'employer' && !(same && (before || (await isFree(unit, personId, employer.id)))))
        return refuse('person.ask-them')
      if (!before) await tellTakenOn(unit, personId, employer.id)
    }
    const facts = Object.fromEntries(Object.entries(stated.value).filter(([, value]) => value !== ''))
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

/** Whether nobody else has to do with a record: its person has no account, and no other employer today. */
const isFree = async (unit: Reading, personId: string, employerId: string): Promise<boolean> =>
  !(await hasAccount(unit.tx, personId)) &&
  !(await worksElsewhere(unit.tx, personId, employerId, today(unit)))

const tellTakenOn = async (unit: Unit, personId: string, employerId: string): Promise<void> => {
  const taken = (await employmentsOf(unit.tx, personId)).find(
    (one) => one.employerId === employerId && one.toDay === null,
  )
  if (!taken) throw new Error(`person ${personId} was taken on without an employment`)
  const data = { employment: taken.id, employer: employerId, from: taken.fromDay, unasked: true } as const
  await unit.emit(employmentAdded(personId, data))
}
