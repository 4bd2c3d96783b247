import { newId } from '../../../kernel/id.ts'
import { type IdentityKind, readIdentity } from '../../../kernel/identity-number.ts'
import { normalisePersonName } from '../../../kernel/person-name.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { documentRow } from './document-row.ts'
import { emailOf, phoneOf } from '../domain/contacts.ts'
import { nameGrams } from '../domain/name-grams.ts'
import { nameErrors } from '../domain/person-input.ts'
import { contactsEdited, identityReplaced, personRenamed } from '../events.ts'
import { endDocuments, insertDocument } from '../store/identity.ts'
import { insertFormerName, lockPerson, setBirth, updatePerson } from '../store/people.ts'
import { personsByFingerprint } from '../store/recognise.ts'
import { personOwners, today } from './person-owners.ts'

/** The `load` of whatever changes a person: the row locked, and whose it is. */
export const personToEdit = async (unit: Reading, personId: string) => {
  const person = await lockPerson(unit.tx, personId)
  return person ? { owners: await personOwners(unit, person.id), person } : undefined
}

/** A new name; the former one stays on record, and certificates keep the name they were issued under. */
export const renamePerson = command({
  name: 'people.renamePerson',
  action: 'person.rename',
  load: (unit, input: { personId: string; name: string; reason: string; revision: number }) =>
    personToEdit(unit, input.personId),
  async run(unit, input, { person }) {
    const name = normalisePersonName(input.name)
    const errors = nameErrors(name)
    if (errors.length > 0) return refuse('request.invalid', {}, errors)
    if (name === person.name) return refuse('person.same-name')
    if (!(await updatePerson(unit.tx, person.id, input.revision, { name, nameGrams: nameGrams(name) })))
      return refuse('state.conflict')
    await insertFormerName(
      unit.tx,
      {
        id: newId(),
        personId: person.id,
        name: person.name,
        changedBy: unit.actor.accountId,
        reason: input.reason,
      },
      unit.now,
    )
    await unit.emit(personRenamed(person.id, { reason: input.reason }))
    return ok({})
  },
})

export const editContacts = command({
  name: 'people.editContacts',
  action: 'person.editContacts',
  load: (unit, input: { personId: string; phone: string; email: string; revision: number }) =>
    personToEdit(unit, input.personId),
  async run(unit, input, { person }) {
    const [phone, email] = [phoneOf(input.phone), emailOf(input.email)]
    if (phone === null)
      return refuse('request.invalid', {}, [{ pointer: '/phone', code: 'person.phone-malformed' }])
    if (email === null)
      return refuse('request.invalid', {}, [{ pointer: '/email', code: 'person.email-malformed' }])
    const phoneProvedAt = phone === person.phone ? person.phoneProvedAt : null
    if (!(await updatePerson(unit.tx, person.id, input.revision, { phone, email, phoneProvedAt })))
      return refuse('state.conflict')
    const fields = [
      ...(phone === person.phone ? [] : ['phone']),
      ...(email === person.email ? [] : ['email']),
    ]
    await unit.emit(contactsEdited(person.id, { fields }))
    return ok({})
  },
})

/** Another document in place of the present one; the old number goes on finding the person. */
export const replaceIdentity = command({
  name: 'people.replaceIdentity',
  action: 'person.replaceIdentity',
  constraints: { identity_document_pkey: 'identity.taken' },
  load: (
    unit,
    input: {
      personId: string
      identity: { kind?: IdentityKind | undefined; number: string }
      reason: string
    },
  ) => personToEdit(unit, input.personId),
  async run(unit, input, { person }) {
    const read = readIdentity(input.identity.number, today(unit), input.identity.kind)
    if (!read.ok)
      return refuse('request.invalid', {}, [
        { pointer: '/identity/number', code: read.code, params: read.params },
      ])
    const { kind, number, birth, sex } = read.value
    const fingerprint = unit.ports.vault.fingerprint(kind, number)
    const [holder] = (await personsByFingerprint(unit.tx, [fingerprint])).values()
    if (holder !== undefined) return refuse(holder === person.id ? 'identity.same' : 'identity.taken')
    const ended = await endDocuments(unit.tx, person.id, input.reason, unit.now)
    await insertDocument(
      unit.tx,
      { fingerprint, personId: person.id, kind, sealed: unit.ports.vault.seal(number) },
      unit.now,
    )
    if (birth !== null) await setBirth(unit.tx, person.id, birth, sex)
    const rows = [
      documentRow(person.id, fingerprint),
      ...ended.map((one) => `${documentRow(one.personId, one.fingerprint)} ended`),
    ]
    await unit.emit(identityReplaced(person.id, { kind, reason: input.reason, rows }))
    return ok({})
  },
})
