import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { fresh, newIdentityNumber, officeOf, registered, settingOf } from '../../../test/setting.ts'
import { contents, declaringSetting, draft, submit, paperOf } from '../declarations/declaration-fixtures.ts'
import { newId } from '../../kernel/id.ts'
import { filedClass, people, schoolOf } from '../training/training-fixtures.ts'

const laterDay = '2026-03-10'
const house = testHouse({ now: new Date('2026-03-01T01:00:00Z') })

const done = async (reply: ReturnType<Client['call']>) => {
  const { status, body } = await reply
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}
const historyOf = async (client: Client, id: string): Promise<[string, unknown][]> =>
  (await done(client.call('GET', `/api/v1/records/${id}/history`))).items.map(
    (one: { name: string; data: unknown }) => [one.name, one.data],
  )
const namesOf = async (client: Client, id: string) => (await historyOf(client, id)).map(([name]) => name)
const refusedTo = async (client: Client, id: string) =>
  (await client.call('GET', `/api/v1/records/${id}/history`)).status

const employerOf = async (office: Client) => {
  const id = await registered(office, 'employer', `单位 ${fresh()}`)
  return { id, client: await house.client([{ role: 'employer', organisationId: id }]) }
}

test('a room and a teacher have histories of their own, for the institution and the office', async () => {
  const { institutionId, institution, office } = await settingOf(house)
  const url = `/api/v1/organisations/${institutionId}/rooms`
  const { roomId } = await done(institution.call('POST', url, { name: `一号 ${fresh()}`, seats: 30 }))
  const { roomId: other } = await done(institution.call('POST', url, { name: `二号 ${fresh()}`, seats: 20 }))
  await done(
    institution.call('PUT', `/api/v1/rooms/${roomId}`, {
      name: `一号厅 ${fresh()}`,
      seats: 31,
      active: true,
    }),
  )
  const told = await historyOf(institution, roomId)
  expect(told.map(([name]) => name)).toEqual(['organisations.roomEdited', 'organisations.roomAdded'])
  expect(told[0]?.[1]).toMatchObject({ before: { seats: 30 }, after: { seats: 31 } })
  expect(await namesOf(office, other)).toEqual(['organisations.roomAdded'])
  const teachers = `/api/v1/organisations/${institutionId}/teachers`
  const { teacherId } = await done(institution.call('POST', teachers, { name: '王老师', title: '' }))
  expect(await namesOf(institution, teacherId)).toEqual(['training.teacherAdded'])
  const { client: stranger } = await employerOf(office)
  expect([await refusedTo(stranger, roomId), await refusedTo(stranger, teacherId)]).toEqual([404, 404])
})

test('a membership has one for both who are in it, whichever way it went', async () => {
  const { office } = await officeOf(house)
  const associationId = await registered(office, 'association', `协会 ${fresh()}`)
  const association = await house.client([{ role: 'association', organisationId: associationId }])
  const [member, stranger] = [await employerOf(office), await employerOf(office)]
  const { membershipId } = await done(
    association.call('POST', `/api/v1/organisations/${associationId}/memberships`, {
      memberId: member.id,
      from: '2026-01-01',
    }),
  )
  await done(member.client.call('POST', `/api/v1/memberships/${membershipId}/consent`, {}))
  const names = ['organisations.membershipConsented', 'organisations.membershipProposed']
  for (const client of [association, member.client, office])
    expect(await namesOf(client, membershipId)).toEqual(names)
  expect(await refusedTo(stranger.client, membershipId)).toBe(404)
})

test('a request to join has one for the person and the employer asked, and no other of the person’s with it', async () => {
  const { office } = await officeOf(house)
  const [old, next] = [await employerOf(office), await employerOf(office)]
  const [personId = ''] = await people(house, 1)
  const person = await house.client([], personId)
  const { employmentId } = await done(
    office.call('POST', `/api/v1/people/${personId}/employments`, { employerId: old.id, from: '2020-01-01' }),
  )
  const ask = (more: object) =>
    done(
      person.call('POST', `/api/v1/people/${personId}/employment-requests`, {
        employerId: next.id,
        from: '2026-03-16',
        ...more,
      }),
    )
  const { requestId } = await ask({ leavingId: employmentId })
  await done(next.client.call('POST', `/api/v1/employment-requests/${requestId}/refuse`, { reason: '满员' }))
  const { requestId: second } = await ask({})
  for (const client of [person, next.client, office])
    expect(await namesOf(client, requestId)).toEqual([
      'people.employmentRequestRefused',
      'people.employmentRequested',
    ])
  expect(await namesOf(next.client, second)).toEqual(['people.employmentRequested'])
  // Whoever is to be left learns of it when it is so, on its own list.
  expect(await refusedTo(old.client, requestId)).toBe(404)
})

test('a role and an invitation have theirs', async () => {
  const { office } = await officeOf(house)
  const { id, client } = await employerOf(office)
  const opened = await done(
    office.call('POST', '/api/v1/accounts', {
      name: '新来的',
      signIn: `new-${fresh()}`,
      password: '锲而不舍，金石可镂 2026',
      role: 'employer',
      organisationId: id,
      from: '2026-01-01',
    }),
  )
  await done(office.call('POST', `/api/v1/role-assignments/${opened.assignmentId}/end`, { on: '2026-12-31' }))
  expect(await namesOf(office, opened.assignmentId)).toEqual(['accounts.roleEnded', 'accounts.roleGranted'])
  expect(await refusedTo(client, opened.assignmentId)).toBe(404)
  const invite = (name: string) =>
    done(
      client.call('POST', '/api/v1/invitations', {
        name,
        organisationId: id,
        role: 'employer',
        from: '2026-01-01',
        language: 'zh',
      }),
    )
  const { invitationId } = await invite('甲')
  await invite('乙')
  await done(client.call('POST', `/api/v1/invitations/${invitationId}/withdraw`, {}))
  expect(await namesOf(client, invitationId)).toEqual(['accounts.invitationWithdrawn', 'accounts.invited'])
})

test('a place in a class has one for whose it is and the institution: what became of it, and nothing of others', async () => {
  const school = await schoolOf(house)
  const { url } = await filedClass(school, [laterDay])
  const [mine = '', other = ''] = await people(house, 2)
  await done(school.institution.call('POST', `${url}/enrolments`, { personIds: [mine, other] }))
  const { rows } = await sql<{ id: string }>`
    select id from enrolment where person_id = any(${[mine, other]}::uuid[]) order by person_id = ${other}`.execute(
    house.services.db,
  )
  for (const { id } of rows)
    await done(school.institution.call('POST', `/api/v1/enrolments/${id}/withdraw`, { reason: '出差' }))
  const person = await house.client([], mine)
  for (const client of [person, school.institution, school.office]) {
    const told = await historyOf(client, rows[0]?.id ?? '')
    expect(told).toMatchObject([['training.enrolmentWithdrawn', { person: mine, reason: '出差' }]])
  }
  expect(await refusedTo(person, rows[1]?.id ?? '')).toBe(404)
})

test('a question tells from which files it came, and who looked at its answer', async () => {
  const { programmeId, office, institution } = await settingOf(house)
  const file = (text: string) =>
    office.upload(`/api/v1/programmes/${programmeId}/question-imports`, 'q.gift.txt', Buffer.from(text))
  const imported = await file('::甲:: 一加一 {=2 ~3}\n\n::乙:: 二加二 {=4 ~5}\n')
  expect(imported.status, JSON.stringify(imported.body)).toBeLessThan(300)
  const [first, second] = imported.body.questions as { versionId: string }[]
  await done(
    office.call('POST', `/api/v1/questions/${first?.versionId}/key-showings`, { reason: '核对答案' }),
  )
  expect(await namesOf(office, first?.versionId ?? '')).toEqual(['exams.keyShown', 'exams.questionsImported'])
  expect(await namesOf(office, second?.versionId ?? '')).toEqual(['exams.questionsImported'])
  expect(await refusedTo(institution, first?.versionId ?? '')).toBe(404)
})

test('a message tells who read it and had it sent again', async () => {
  const { office } = await officeOf(house)
  await house.anonymous().call('POST', '/api/v1/sent-codes', { purpose: 'register', signIn: '13900006531' })
  await house.drain()
  const { items } = await done(office.call('GET', '/api/v1/office/deliveries?limit=1'))
  await sql`update delivery set state = 'kept', content = ${house.services.ports.vault.seal('{"code":"123456","minutes":"10"}')}
    where id = ${items[0].id}`.execute(house.services.db)
  await done(office.call('POST', `/api/v1/office/deliveries/${items[0].id}/open`, {}))
  expect(await namesOf(office, items[0].id)).toEqual(['notifications.messageOpened'])
})

test('the history of a declaration is for exactly those who may read it; a draft’s is its person’s alone', async () => {
  const s = await declaringSetting(house)
  const { office: otherOffice } = await officeOf(house)
  const one = await draft(s, { ...contents.paper, from: '2026-02-10', to: '2026-02-10' })
  await done(s.person.upload(`${one.url}/files`, '证明.pdf', paperOf(fresh())))
  const everybody = [s.person, s.employer, s.association, s.office, otherOffice, s.school.institution]
  const agreed = async () => {
    const answers = []
    for (const client of everybody) {
      const read = (await client.call('GET', one.url)).status
      expect(await refusedTo(client, one.id)).toBe(read)
      answers.push(read)
    }
    return answers
  }
  expect(await agreed()).toEqual([200, 404, 404, 404, 404, 404])
  expect((await submit(s.person, one)).status).toBe(204)
  // A paper does not go to the association.
  expect(await agreed()).toEqual([200, 200, 404, 200, 404, 404])
  expect((await namesOf(s.office, one.id))[0]).toBe('declarations.declarationSubmitted')
})

test('of an id that nothing is known of there is no history, for the office neither', async () => {
  const { office, programmeId } = await settingOf(house)
  expect(await refusedTo(office, newId())).toBe(404)
  expect(await refusedTo(office, programmeId)).toBe(200)
})

test('a person’s begins with the list that put them on record, and names nobody else of it', async () => {
  const { office } = await officeOf(house)
  const { id: employerId, client: employer } = await employerOf(office)
  const staff = async (name: string) =>
    (
      await done(
        employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
          name,
          identity: { number: newIdentityNumber() },
        }),
      )
    ).personId
  const [one, other] = [await staff('林一'), await staff('林二')]
  expect((await historyOf(office, one)).at(-1)).toEqual(['people.peopleRecorded', { source: 'employer' }])
  expect((await namesOf(office, other)).filter((name) => name === 'people.peopleRecorded')).toHaveLength(1)
  expect(JSON.stringify(await historyOf(office, one))).not.toContain(other)
  expect(
    (await historyOf(office, employerId)).find(([, data]) => JSON.stringify(data).includes(one)),
  ).toBeDefined()
})
