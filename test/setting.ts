import { sql } from 'kysely'
import { suggestedClassRule } from '../src/areas/programme/contract.ts'
import { newId } from '../src/kernel/id.ts'
import { residentCheckDigit } from '../src/kernel/identity-number.ts'
import type { Client, TestHouse } from './house.ts'

/** A programme that runs, as an office sets one up, with one approved institution; made through the endpoints themselves. */
export interface Setting {
  readonly officeId: string
  readonly office: Client
  readonly districtId: string
  readonly district: Client
  readonly programmeId: string
  readonly keyAreaId: string
  readonly institutionId: string
  readonly institution: Client
}

let made = 0
/** A number no other name of this test file has, so that settings never meet. */
export const fresh = (): string => `${(made += 1)}-${newId().slice(-6)}`

/** Registers an organisation and answers its id. */
export const registered = async (
  office: Client,
  kind: string,
  name: string,
  more: object = {},
): Promise<string> => {
  const reply = await office.call('POST', '/api/v1/organisations', {
    kind,
    name,
    notDuplicate: true,
    ...more,
  })
  if (reply.status !== 201) throw new Error(`registering ${name}: ${JSON.stringify(reply.body)}`)
  return reply.body.organisationId
}

/** What an office states about a programme; overwrite what a test is about. */
export const programmeFacts = (code: string) => ({
  code,
  name: `知识更新工程 ${code}`,
  nameEn: `Knowledge updating ${code}`,
  field: '信息技术',
  fieldEn: 'Information technology',
  zone: 'Asia/Shanghai',
  from: '2006-06-29',
  to: null,
  legalBasis: '国人部发〔2005〕73号',
  rulePack: '653-2006',
  numbering: { prefix: 'SH653', yearDigits: 4, serialDigits: 6, check: 'mod-37-36' },
  classRule: suggestedClassRule,
  passMark: { numerator: 3, denominator: 5 },
})

/** Makes the rule pack known that `programmeFacts` names; the engine's own tests load the real one. */
export const knowRulePack = async (house: TestHouse, id = '653-2006'): Promise<void> => {
  await sql`insert into rule_pack (hash, id, pack, registered_at) values (${`sha256:${id}`}, ${id}, ${JSON.stringify({ id })}::jsonb, now())
    on conflict do nothing`.execute(house.services.db)
}

/** An office organisation and somebody who acts for it; the only row not made through an endpoint, for none could make the first. */
export const officeOf = async (house: TestHouse): Promise<{ officeId: string; office: Client }> => {
  const officeId = newId()
  await sql`insert into organisation (id, kind, name, created_at) values (${officeId}, 'office', ${`管理办公室 ${fresh()}`}, now())`.execute(
    house.services.db,
  )
  return { officeId, office: await house.client([{ role: 'office', organisationId: officeId }]) }
}

/** The whole setting; `approved: false` leaves the institution without approval. */
export const settingOf = async (house: TestHouse, options: { approved?: boolean } = {}): Promise<Setting> => {
  await knowRulePack(house)
  const { officeId, office } = await officeOf(house)
  const code = `P-${fresh().toUpperCase()}`
  const created = await office.call('POST', '/api/v1/programmes', programmeFacts(code))
  if (created.status !== 201) throw new Error(`programme: ${JSON.stringify(created.body)}`)
  const programmeId: string = created.body.programmeId
  const areas = await office.call('PUT', `/api/v1/programmes/${programmeId}/key-areas`, {
    keyAreas: [
      { code: 'software', name: '软件技术', nameEn: 'Software technology' },
      { code: 'security', name: '信息安全', nameEn: 'Information security' },
    ],
  })
  await office.call('PUT', `/api/v1/programmes/${programmeId}/status`, { status: 'active' })
  const districtId = await registered(office, 'district', `区人事局 ${fresh()}`)
  const institutionId = await registered(office, 'institution', `培训学院 ${fresh()}`, { districtId })
  if (options.approved !== false) {
    const recorded = await office.call('POST', '/api/v1/institution-approvals/recorded', {
      programmeId,
      institutionId,
      modes: ['face-to-face', 'distance'],
      from: '2006-07-01',
      to: '2035-12-31',
      reason: '沪信息办〔2006〕1号',
    })
    if (recorded.status !== 201) throw new Error(`approval: ${JSON.stringify(recorded.body)}`)
  }
  return {
    officeId,
    office,
    districtId,
    district: await house.client([{ role: 'district', organisationId: districtId }]),
    programmeId,
    keyAreaId: areas.body.keyAreas[0].id,
    institutionId,
    institution: await house.client([{ role: 'institution', organisationId: institutionId }]),
  }
}

/** Names of the events about a subject, oldest first. */
export const eventsOf = async (house: TestHouse, subjectId: string): Promise<string[]> => {
  const { rows } = await sql<{
    name: string
  }>`select name from event where subject_id = ${subjectId} order by at, id`.execute(house.services.db)
  return rows.map((row) => row.name)
}

let identities = 0
/** A resident identity number of a birthday in 1986, each one once in a file of tests. */
export const newIdentityNumber = (): string => {
  identities += 1
  const month = String(1 + ((2 + Math.floor(identities / 900)) % 12)).padStart(2, '0')
  const first17 = `3100001986${month}17${100 + (identities % 900)}`
  return first17 + residentCheckDigit(first17)
}
