import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { asking, testHouse } from '../../../test/house.ts'
import { eventsOf, fresh, officeOf, registered } from '../../../test/setting.ts'
import { command } from '../../platform/perform.ts'
import { ok } from '../../kernel/result.ts'
import { ensureEmployers, organisationsById } from './index.ts'

const house = testHouse({ worker: false })

describe('registering an organisation', () => {
  test('keeps it verified, found by any two neighbouring characters of its name', async () => {
    const { office } = await officeOf(house)
    const id = await registered(office, 'employer', '　晨曦 软件（上海）有限公司 ', {
      nameEn: 'Morning Glow Software',
    })
    const read = await office.call('GET', `/api/v1/organisations/${id}`)
    expect(read.body).toMatchObject({
      name: '晨曦 软件（上海）有限公司',
      status: 'verified',
      revision: 1,
      may: { 'organisation.edit': true },
    })
    for (const q of ['软件', '晨曦软件', '(上海)', 'glow', '司']) {
      const found = await office.call('GET', `/api/v1/organisations?kind=employer&q=${encodeURIComponent(q)}`)
      expect(
        found.body.items.map((one: { id: string }) => one.id),
        q,
      ).toContain(id)
    }
    const none = await office.call(
      'GET',
      `/api/v1/organisations?kind=employer&q=${encodeURIComponent('件软')}`,
    )
    expect(none.body.items).toEqual([])
    expect(await eventsOf(house, id)).toEqual(['organisations.organisationRegistered'])
  })

  test('refuses a name of an institution that no certificate could print; an employer’s is not printed', async () => {
    const { office } = await officeOf(house)
    const name = `𡚸学院${fresh()}`
    const refused = await office.call('POST', '/api/v1/organisations', { kind: 'institution', name })
    expect(refused.body.errors).toMatchObject([{ pointer: '/name', code: 'text.undrawable' }])
    expect(await registered(office, 'employer', name)).toBeTruthy()
  })

  test('refuses the same name in other letters, spaces or widths', async () => {
    const { office } = await officeOf(house)
    await registered(office, 'institution', 'ＡＢＣ培训学院（北区）')
    const again = await office.call('POST', '/api/v1/organisations', {
      kind: 'institution',
      name: 'abc 培训学院(北区)',
      notDuplicate: true,
    })
    expect([again.status, again.body.code]).toEqual([409, 'organisation.name-taken'])
    await registered(office, 'employer', 'abc 培训学院(北区)')
  })

  test('warns of a near name until the officer says it is another one', async () => {
    const { office } = await officeOf(house)
    await registered(office, 'employer', '浦江远景数据有限公司')
    const typed = { kind: 'employer', name: '浦江远景数据技术股份有限公司' }
    const warned = await office.call('POST', '/api/v1/organisations', typed)
    expect([warned.status, warned.body.code, warned.body.params.name]).toEqual([
      409,
      'organisation.near-name',
      '浦江远景数据有限公司',
    ])
    const similar = await office.call(
      'GET',
      `/api/v1/organisations/similar?kind=employer&name=${encodeURIComponent(typed.name)}`,
    )
    expect(similar.body.items[0]).toMatchObject({ name: '浦江远景数据有限公司' })
    expect(similar.body.items[0].likenessPercent).toBeGreaterThan(58)
    const other = await office.call('POST', '/api/v1/organisations', {
      kind: 'employer',
      name: '浦西远东数据有限公司',
    })
    expect(other.status).toBe(201)
    expect(
      (await office.call('POST', '/api/v1/organisations', { ...typed, notDuplicate: true })).status,
    ).toBe(201)
  })

  test('checks the unified social credit code and allows it once per kind', async () => {
    const { office } = await officeOf(house)
    const wrong = await office.call('POST', '/api/v1/organisations', {
      kind: 'employer',
      name: `代码测试 ${fresh()}`,
      creditCode: '91350100M000100Y44',
      notDuplicate: true,
    })
    expect([wrong.status, wrong.body.code, wrong.body.errors[0].pointer]).toEqual([
      422,
      'organisation.credit-code',
      '/creditCode',
    ])
    await registered(office, 'employer', `代码单位 ${fresh()}`, { creditCode: ' 91350100m000100y43' })
    const taken = await office.call('POST', '/api/v1/organisations', {
      kind: 'employer',
      name: `另一单位 ${fresh()}`,
      creditCode: '91350100M000100Y43',
      notDuplicate: true,
    })
    expect(taken.body.code).toBe('organisation.credit-code-taken')
    await registered(office, 'institution', `同一法人的学院 ${fresh()}`, { creditCode: '91350100M000100Y43' })
  })

  test('refuses a district that is none', async () => {
    const { office, officeId } = await officeOf(house)
    const refused = await office.call('POST', '/api/v1/organisations', {
      kind: 'employer',
      name: `区县测试 ${fresh()}`,
      districtId: officeId,
      notDuplicate: true,
    })
    expect([refused.status, refused.body.code]).toEqual([422, 'organisation.district-unknown'])
  })

  test('is the office’s alone', async () => {
    const { office } = await officeOf(house)
    const employerId = await registered(office, 'employer', `外人 ${fresh()}`)
    const employer = await house.client([{ role: 'employer', organisationId: employerId }])
    const refused = await employer.call('POST', '/api/v1/organisations', {
      kind: 'employer',
      name: '自行登记',
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'access.denied'])
    expect(
      (await house.anonymous().call('POST', '/api/v1/organisations', { kind: 'employer', name: '自行登记' }))
        .status,
    ).toBe(401)
  })

  test('done twice under one key is done once', async () => {
    const { office } = await officeOf(house)
    const body = { kind: 'employer', name: `重复提交 ${fresh()}`, notDuplicate: true }
    const headers = { 'idempotency-key': fresh() }
    const first = await office.call('POST', '/api/v1/organisations', body, headers)
    const second = await office.call('POST', '/api/v1/organisations', body, headers)
    expect([second.status, second.body]).toEqual([201, first.body])
    expect(await eventsOf(house, first.body.organisationId)).toHaveLength(1)
    const other = await office.call(
      'POST',
      '/api/v1/organisations',
      { ...body, name: `别的内容 ${fresh()}` },
      headers,
    )
    expect(other.body.code).toBe('idempotency.mismatch')
  })
})

describe('editing an organisation', () => {
  test('keeps the name of before in the history and refuses an older revision', async () => {
    const { office } = await officeOf(house)
    const name = `旧名 ${fresh()}`
    const id = await registered(office, 'employer', name)
    const edit = { revision: 1, name: `新名 ${fresh()}`, address: '世纪大道 1 号', notDuplicate: true }
    expect((await office.call('PUT', `/api/v1/organisations/${id}`, edit)).body).toEqual({ revision: 2 })
    const late = await office.call('PUT', `/api/v1/organisations/${id}`, {
      ...edit,
      name: `第三个名字 ${fresh()}`,
    })
    expect([late.status, late.body.code]).toEqual([409, 'state.conflict'])
    const history = await office.call('GET', `/api/v1/records/${id}/history`)
    expect(history.body.items[0]).toMatchObject({
      name: 'organisations.organisationEdited',
      data: { before: { name }, after: { name: edit.name } },
    })
  })

  test('its own people change how to reach it, and nothing legal', async () => {
    const { office } = await officeOf(house)
    const id = await registered(office, 'employer', `自己的单位 ${fresh()}`)
    const mine = await house.client([{ role: 'employer', organisationId: id }])
    const contact = {
      revision: 1,
      nameEn: 'Own Firm',
      shortName: '自单',
      address: '南京路 2 号',
      contact: '人事部',
    }
    expect((await mine.call('PUT', `/api/v1/organisations/${id}/contact`, contact)).body).toEqual({
      revision: 2,
    })
    const legal = await mine.call('PUT', `/api/v1/organisations/${id}`, { revision: 2, name: '想改名' })
    expect([legal.status, legal.body.code]).toEqual([403, 'access.denied'])
    const stranger = await house.client([
      { role: 'employer', organisationId: await registered(office, 'employer', `别家 ${fresh()}`) },
    ])
    const hidden = await stranger.call('PUT', `/api/v1/organisations/${id}/contact`, {
      ...contact,
      revision: 2,
    })
    expect([hidden.status, hidden.body.code]).toEqual([404, 'not-found'])
  })
})

describe('what a role sees of the register', () => {
  test('a district exactly its region, an association exactly its consenting members and not itself', async () => {
    const { office } = await officeOf(house)
    const [here, there] = [
      await registered(office, 'district', `东区 ${fresh()}`),
      await registered(office, 'district', `西区 ${fresh()}`),
    ]
    const association = await registered(office, 'association', `协会 ${fresh()}`)
    const inside = await registered(office, 'employer', `区内 ${fresh()}`, { districtId: here })
    const member = await registered(office, 'employer', `会员 ${fresh()}`, { districtId: there })
    const proposed = await registered(office, 'employer', `未同意 ${fresh()}`, { districtId: there })
    for (const [memberId, consents] of [
      [member, true],
      [proposed, false],
    ] as const) {
      const reply = await office.call('POST', `/api/v1/organisations/${association}/memberships`, {
        memberId,
        from: '2007-01-01',
      })
      if (consents)
        await office.call('POST', `/api/v1/memberships/${reply.body.membershipId}/consent`, {
          document: '协函〔2007〕1号',
        })
    }
    const seenBy = async (
      role: 'district' | 'association' | 'employer',
      organisationId: string,
    ): Promise<string[]> => {
      const client = await house.client([{ role, organisationId }])
      const listed = await client.call('GET', '/api/v1/organisations?limit=200')
      const ids: string[] = listed.body.items.map((one: { id: string }) => one.id)
      for (const id of [inside, member, proposed, here, association]) {
        const read = await client.call('GET', `/api/v1/organisations/${id}`)
        expect(read.status, id).toBe(ids.includes(id) || id === organisationId ? 200 : 404)
      }
      return ids.sort()
    }
    expect(await seenBy('district', here)).toEqual([here, inside].sort())
    expect(await seenBy('association', association)).toEqual([member])
    expect(await seenBy('employer', member)).toEqual([member])
  })

  test('the register pages without losing or repeating anybody', async () => {
    const { office } = await officeOf(house)
    const district = await registered(office, 'district', `翻页区 ${fresh()}`)
    const made: string[] = []
    for (let n = 0; n < 7; n += 1) {
      // The longest names there can be still fit into the place of a page.
      const name = `翻页单位 ${fresh()} `.padEnd(200, '长')
      made.push(await registered(office, 'employer', name, { districtId: district }))
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await office.call(
        'GET',
        `/api/v1/organisations?kind=employer&districtId=${district}&limit=3${cursor}`,
      )
      seen.push(...page.body.items.map((one: { id: string }) => one.id))
      cursor = page.body.next ? `&cursor=${encodeURIComponent(page.body.next)}` : ''
    } while (cursor !== '')
    expect(seen.sort()).toEqual(made.sort())
  })

  test('everybody signed in may look a name up, nobody else', async () => {
    const { office } = await officeOf(house)
    const name = `查名单位 ${fresh()}`
    const id = await registered(office, 'employer', name)
    const somebody = await house.client([])
    const found = await somebody.call(
      'GET',
      `/api/v1/organisation-names?kind=employer&q=${encodeURIComponent(name)}`,
    )
    expect(found.body.items).toEqual([
      { id, name, nameEn: '', districtName: null, districtNameEn: null, status: 'verified' },
    ])
    expect((await house.anonymous().call('GET', '/api/v1/organisation-names?kind=employer')).status).toBe(401)
  })
})

describe('closing an organisation', () => {
  test('names a successor, which rosters then mean by the old name; reopening undoes it', async () => {
    const { office } = await officeOf(house)
    const [oldName, newName] = [`老厂 ${fresh()}`, `新厂 ${fresh()}`]
    const [oldId, newerId] = [
      await registered(office, 'employer', oldName),
      await registered(office, 'employer', newName),
    ]
    const closed = await office.call('POST', `/api/v1/organisations/${oldId}/close`, {
      reason: '合并',
      successorId: newerId,
    })
    expect(closed.status).toBe(204)
    expect((await employersNamed([oldName])).get(oldName)).toBe(newerId)
    expect(
      (await office.call('PUT', `/api/v1/organisations/${oldId}`, { revision: 2, name: '改名' })).body.code,
    ).toBe('organisation.closed')
    expect((await office.call('POST', `/api/v1/organisations/${oldId}/reopen`, {})).status).toBe(204)
    expect((await employersNamed([oldName])).get(oldName)).toBe(oldId)
    expect(await eventsOf(house, oldId)).toEqual([
      'organisations.organisationRegistered',
      'organisations.organisationClosed',
      'organisations.organisationReopened',
    ])
  })

  test('is refused for a successor of another kind and for the last office', async () => {
    const { office, officeId } = await officeOf(house)
    const [employer, institution] = [
      await registered(office, 'employer', `单位 ${fresh()}`),
      await registered(office, 'institution', `机构 ${fresh()}`),
    ]
    const unfit = await office.call('POST', `/api/v1/organisations/${employer}/close`, {
      reason: '合并',
      successorId: institution,
    })
    expect(unfit.body.code).toBe('organisation.successor-unfit')
    const others = await sql<{
      id: string
    }>`select id from organisation where kind = 'office' and id <> ${officeId} and status <> 'closed'`.execute(
      house.services.db,
    )
    for (const { id } of others.rows)
      expect(
        (await office.call('POST', `/api/v1/organisations/${id}/close`, { reason: '撤并' })).status,
      ).toBe(204)
    expect(
      (await office.call('POST', `/api/v1/organisations/${officeId}/close`, { reason: '撤并' })).body.code,
    ).toBe('organisation.last-office')
  })
})

describe('rooms', () => {
  test('are added and taken out of use by their own institution only', async () => {
    const { office } = await officeOf(house)
    const id = await registered(office, 'institution', `有教室的学院 ${fresh()}`)
    const mine = await house.client([{ role: 'institution', organisationId: id }])
    const added = await mine.call('POST', `/api/v1/organisations/${id}/rooms`, {
      name: '一号教室',
      seats: 60,
    })
    expect(added.status).toBe(201)
    expect(
      (await mine.call('POST', `/api/v1/organisations/${id}/rooms`, { name: '一号教室', seats: 40 })).body
        .code,
    ).toBe('room.name-taken')
    expect(
      (
        await mine.call('PUT', `/api/v1/rooms/${added.body.roomId}`, {
          name: '一号教室',
          seats: 50,
          active: false,
        })
      ).status,
    ).toBe(204)
    expect((await mine.call('GET', `/api/v1/organisations/${id}/rooms`)).body.items).toMatchObject([
      { name: '一号教室', seats: 50, active: false },
    ])
    const other = await house.client([
      { role: 'institution', organisationId: await registered(office, 'institution', `别的学院 ${fresh()}`) },
    ])
    expect(
      (
        await other.call('PUT', `/api/v1/rooms/${added.body.roomId}`, {
          name: '抢用',
          seats: 1,
          active: true,
        })
      ).status,
    ).toBe(404)
    expect(
      (await other.call('POST', `/api/v1/organisations/${id}/rooms`, { name: '抢建', seats: 1 })).status,
    ).toBe(404)
  })

  test('are refused where nobody teaches', async () => {
    const { office } = await officeOf(house)
    const id = await registered(office, 'employer', `无教室 ${fresh()}`)
    expect(
      (await office.call('POST', `/api/v1/organisations/${id}/rooms`, { name: '会议室', seats: 10 })).body
        .code,
    ).toBe('room.owner-kind')
  })
})

describe('membership in an association', () => {
  const parties = async () => {
    const { office } = await officeOf(house)
    const associationId = await registered(office, 'association', `行业协会 ${fresh()}`)
    const memberId = await registered(office, 'employer', `会员单位 ${fresh()}`)
    const association = await house.client([{ role: 'association', organisationId: associationId }])
    const member = await house.client([{ role: 'employer', organisationId: memberId }])
    const proposed = await association.call('POST', `/api/v1/organisations/${associationId}/memberships`, {
      memberId,
      from: '2007-01-01',
    })
    expect(proposed.status).toBe(201)
    return {
      office,
      associationId,
      association,
      memberId,
      member,
      membershipId: proposed.body.membershipId as string,
    }
  }

  test('holds from the member’s own consent on, not from the association’s', async () => {
    const { association, associationId, memberId, member, membershipId } = await parties()
    const forced = await association.call('POST', `/api/v1/memberships/${membershipId}/consent`, {})
    expect([forced.status, forced.body.code]).toEqual([403, 'access.denied'])
    expect((await association.call('GET', `/api/v1/organisations/${memberId}`)).status).toBe(404)
    expect((await member.call('POST', `/api/v1/memberships/${membershipId}/consent`, {})).status).toBe(204)
    expect((await association.call('GET', `/api/v1/organisations/${memberId}`)).status).toBe(200)
    const listed = await association.call('GET', `/api/v1/organisations/${associationId}/memberships`)
    expect(listed.body.items).toMatchObject([
      { state: 'consented', memberId, may: { 'membership.consent': false, 'membership.end': true } },
    ])
    expect(await eventsOf(house, memberId)).toEqual([
      'organisations.organisationRegistered',
      'organisations.membershipProposed',
      'organisations.membershipConsented',
    ])
  })

  test('needs the number of the paper when the office records the consent', async () => {
    const { office, membershipId } = await parties()
    expect((await office.call('POST', `/api/v1/memberships/${membershipId}/consent`, {})).body.code).toBe(
      'membership.document-required',
    )
    expect(
      (await office.call('POST', `/api/v1/memberships/${membershipId}/consent`, { document: '函 12 号' }))
        .status,
    ).toBe(204)
    expect(
      (await office.call('POST', `/api/v1/memberships/${membershipId}/consent`, { document: '函 12 号' }))
        .body.code,
    ).toBe('membership.already-consented')
  })

  test('cannot be had twice at one time, ends on a day, and a declined one leaves no row', async () => {
    const { association, associationId, memberId, member, membershipId } = await parties()
    const twice = await association.call('POST', `/api/v1/organisations/${associationId}/memberships`, {
      memberId,
      from: '2008-01-01',
    })
    expect([twice.status, twice.body.code]).toEqual([409, 'membership.exists'])
    await member.call('POST', `/api/v1/memberships/${membershipId}/end`, {
      on: '2007-01-02',
      reason: '不同意',
    })
    expect((await member.call('GET', `/api/v1/organisations/${memberId}/memberships`)).body.items).toEqual([])
    const again = await association.call('POST', `/api/v1/organisations/${associationId}/memberships`, {
      memberId,
      from: '2007-01-01',
    })
    await member.call('POST', `/api/v1/memberships/${again.body.membershipId}/consent`, {})
    const early = await member.call('POST', `/api/v1/memberships/${again.body.membershipId}/end`, {
      on: '2006-12-31',
      reason: '退会',
    })
    expect(early.body.code).toBe('membership.end-before-start')
    expect(
      (
        await member.call('POST', `/api/v1/memberships/${again.body.membershipId}/end`, {
          on: '2007-06-30',
          reason: '退会',
        })
      ).status,
    ).toBe(204)
    expect((await association.call('GET', `/api/v1/organisations/${memberId}`)).status).toBe(404)
  })

  test('is nobody else’s to read', async () => {
    const { office, memberId } = await parties()
    const stranger = await house.client([
      { role: 'employer', organisationId: await registered(office, 'employer', `路人 ${fresh()}`) },
    ])
    expect((await stranger.call('GET', `/api/v1/organisations/${memberId}/memberships`)).status).toBe(404)
  })
})

const nothing = {
  name: 'test.ensureEmployers',
  action: 'organisation.register',
  load: async () => ({ owners: {} }),
} as const
const employersNamed = async (names: readonly string[]): Promise<Map<string, string>> => {
  const run = command({
    ...nothing,
    run: async (unit, _input: object) => ok([...(await ensureEmployers(unit, names))]),
  })
  const done = await house.services.perform(
    run,
    {},
    { ...asking([]), actor: { kind: 'system', accountId: null, personId: null, roles: [] } },
  )
  if (!done.ok) throw new Error(done.code)
  return new Map(done.value)
}

describe('employers named on a roster', () => {
  test('are made once, unverified, however often and however they are spelt', async () => {
    const base = `名册单位${fresh()}`
    const names = [`${base}有限公司`, ` ${base} 有限公司`, `${base}ＬＴＤ`, '', '　']
    const first = await employersNamed(names)
    expect([...first.keys()]).toEqual(names.slice(0, 3))
    expect(first.get(names[0] as string)).toBe(first.get(names[1] as string))
    expect(new Set(first.values()).size).toBe(2)
    expect(await employersNamed(names)).toEqual(first)
    const known = await organisationsById(house.services.db, [...first.values()])
    expect([...known.values()].map((one) => [one.kind, one.status])).toEqual([
      ['employer', 'unverified'],
      ['employer', 'unverified'],
    ])
    expect(await eventsOf(house, first.get(names[0] as string) as string)).toEqual([
      'organisations.employerMet',
    ])
  })

  test('are verified by the office later', async () => {
    const { office } = await officeOf(house)
    const name = `待核实${fresh()}`
    const id = (await employersNamed([name])).get(name) as string
    expect(
      (await office.call('POST', `/api/v1/organisations/${id}/verify`, { creditCode: '123' })).body.code,
    ).toBe('organisation.credit-code')
    expect((await office.call('POST', `/api/v1/organisations/${id}/verify`, {})).status).toBe(204)
    expect((await office.call('POST', `/api/v1/organisations/${id}/verify`, {})).body.code).toBe(
      'organisation.already-verified',
    )
  })
})
