import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { statementsOf } from '../../../test/statements.ts'
import { closedClassOf, person } from '../certificates/certificate-fixtures.ts'

const house = testHouse()

test('an obligation that no rule knows is refused, for everybody', async () => {
  const { school, people } = await closedClassOf(house, ['王芳'])
  const [enrolled, inNoProgramme] = [people[0]?.personId, await person(house, '李雷')]
  const standing = async (personId: string | undefined, query: string) => {
    const { status, body } = await school.office.call('GET', `/api/v1/people/${personId}/standing?${query}`)
    return { status, body }
  }
  for (const personId of [enrolled, inNoProgramme]) {
    expect(await standing(personId, 'obligation=nope')).toMatchObject({
      status: 400,
      body: {
        code: 'ledger.obligation-unknown',
        params: { obligation: 'nope', known: 'annual' },
        errors: [{ pointer: '/obligation', code: 'ledger.obligation-unknown' }],
      },
    })
    expect(await standing(personId, 'period=last-year')).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ pointer: '/period' }] },
    })
  }
  expect(await standing(enrolled, 'obligation=annual&period=2026')).toMatchObject({
    status: 200,
    body: { applies: true, obligations: [{ id: 'annual' }] },
  })
  expect(await standing(inNoProgramme, 'obligation=annual')).toMatchObject({
    status: 200,
    body: { applies: false, obligations: [] },
  })
})

test('an id in an address may be in capitals; what is none is refused at its own place, and one of nobody is not found', async () => {
  const { school, people } = await closedClassOf(house, ['赵敏'])
  const id = people[0]?.personId ?? ''
  const none = '00000000-0000-7000-8000-000000000000'
  for (const tail of ['standing', 'standing/explanation', 'record', 'exemptions', 'holdings']) {
    const read = (personId: string, query = '') =>
      school.office.call('GET', `/api/v1/people/${personId}/${tail}${query}`)
    const [small, capitals] = [await read(id), await read(id.toUpperCase())]
    expect([small.status, capitals.status]).toEqual([200, 200])
    expect(capitals.body).toEqual(small.body)
    for (const malformed of ['x', `${id}x`, id.replaceAll('-', ''), '中'])
      expect(await read(encodeURIComponent(malformed))).toMatchObject({
        status: 400,
        body: { code: 'request.invalid', errors: [{ pointer: '/personId', code: 'request.not-id' }] },
      })
    expect(await read(none)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  }
  const ofProgramme = `/api/v1/people/${id}/standing/explanation?programme=${school.programmeId.toUpperCase()}`
  expect((await school.office.call('GET', ofProgramme)).status).toBe(200)
})

test('one standing is four questions to the database: who asks, whose record it is, which rules are newest, the evidence', async () => {
  const { school, people } = await closedClassOf(house, ['韩梅'])
  const ask = async () => {
    const { status, body } = await school.office.call('GET', `/api/v1/people/${people[0]?.personId}/standing`)
    expect([status, body.applies, body.activities.length]).toEqual([200, true, 1])
  }
  // The first request compiles the rules.
  await ask()
  await house.drain()
  // The worker of this process looks for jobs meanwhile.
  const texts = (await statementsOf(ask)).filter((text) => !text.includes('pgboss'))
  expect(
    texts.map((text) => /from (session|own|rule_pack|\(select p\.id, pub_person_ids)/.exec(text)?.[1]),
  ).toEqual(['session', 'own', 'rule_pack', '(select p.id, pub_person_ids'])
})
