import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import {
  eventsOf,
  fresh,
  knowRulePack,
  officeOf,
  programmeFacts,
  registered,
  settingOf,
} from '../../../test/setting.ts'
import { registerPacks } from '../ledger/index.ts'
import { institutionStanding } from './index.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

const programmeOf = async () => {
  await knowRulePack(house)
  const { office, officeId } = await officeOf(house)
  const facts = programmeFacts(`T-${fresh().toUpperCase()}`)
  const created = await office.call('POST', '/api/v1/programmes', facts)
  expect(created.status).toBe(201)
  return { office, officeId, facts, id: created.body.programmeId as string }
}

describe('a programme', () => {
  test('is set up entirely as data: a second one, in another field, beside the first', async () => {
    const { office, officeId, facts, id } = await programmeOf()
    const other = {
      ...programmeFacts(`AGRI-${fresh().toUpperCase()}`),
      field: '现代农业',
      fieldEn: 'Modern agriculture',
      numbering: { prefix: '', yearDigits: 2, serialDigits: 5, check: 'mod-11-10' },
    }
    const second = await office.call('POST', '/api/v1/programmes', other)
    expect(second.status).toBe(201)
    const read = await office.call('GET', `/api/v1/programmes/${id}`)
    expect(read.body).toMatchObject({
      ...facts,
      officeId,
      status: 'preparing',
      keyAreas: [],
      sampleNumber: expect.stringMatching(/^SH6532026000001[0-9A-Z]$/),
      may: { 'programme.edit': true },
    })
    const readSecond = await office.call('GET', `/api/v1/programmes/${second.body.programmeId}`)
    expect(readSecond.body).toMatchObject({
      field: '现代农业',
      sampleNumber: expect.stringMatching(/^2600001\d$/),
    })
    const preview = await office.call('POST', '/api/v1/numbering-previews', facts.numbering)
    expect(preview.body.number).toBe(read.body.sampleNumber)
  })

  test('is told every field that does not fit, at once', async () => {
    await knowRulePack(house)
    const { office } = await officeOf(house)
    const refused = await office.call('POST', '/api/v1/programmes', {
      ...programmeFacts('BAD'),
      nameEn: 'Project 🎓',
      zone: 'Asia/Nowhere',
      to: '2001-01-01',
      passMark: { numerator: 7, denominator: 5 },
      numbering: { prefix: 'SH', yearDigits: 4, serialDigits: 6, check: 'mod-11-10' },
      classRule: {
        precedence: ['A', 'B'],
        criteria: [
          { class: 'A', text: { zh: '甲', en: '' }, all: [{ fact: 'degree', oneOf: ['master'] }] },
          { class: 'D', text: { zh: '丁', en: '' }, all: [{ fact: 'degree', oneOf: ['doctor'] }] },
        ],
      },
    })
    expect([refused.status, refused.body.code]).toEqual([400, 'request.invalid'])
    expect(refused.body.errors.map((error: { code: string }) => error.code)).toEqual([
      'text.undrawable',
      'programme.zone-unknown',
      'programme.dates',
      'programme.numbering-prefix',
      'programme.pass-mark',
      'programme.class-without-criterion',
      'programme.criterion-without-class',
    ])
  })

  test('names a rule pack that exists, and a code of its own', async () => {
    const { office, facts } = await programmeOf()
    const pack = await office.call('POST', '/api/v1/programmes', {
      ...programmeFacts(`N-${fresh().toUpperCase()}`),
      rulePack: 'no-such-pack',
    })
    expect([pack.status, pack.body.code, pack.body.params.pack]).toEqual([
      422,
      'programme.rule-pack-unknown',
      'no-such-pack',
    ])
    expect((await office.call('POST', '/api/v1/programmes', facts)).body.code).toBe('programme.code-taken')
  })

  test('goes over to another rule pack while nothing is entered by its own', async () => {
    const { office, facts, id } = await programmeOf()
    await registerPacks(house.services.db, [{ id: 'another-pack' }], house.now)
    const read = async () => (await office.call('GET', `/api/v1/programmes/${id}`)).body
    expect(await read()).toMatchObject({ rulePack: '653-2006', rulePackInUse: false })
    const changed = { ...facts, rulePack: 'another-pack', revision: 1 }
    expect((await office.call('PUT', `/api/v1/programmes/${id}`, changed)).body).toEqual({ revision: 2 })
    expect(await read()).toMatchObject({ rulePack: 'another-pack', rulePackInUse: false })
  })

  test('starts with a key area, keeps its code from then on, and never goes back to preparation', async () => {
    const { office, facts, id } = await programmeOf()
    expect(
      (await office.call('PUT', `/api/v1/programmes/${id}/status`, { status: 'active' })).body.code,
    ).toBe('programme.no-key-area')
    await office.call('PUT', `/api/v1/programmes/${id}/key-areas`, {
      keyAreas: [{ code: 'software', name: '软件', nameEn: '' }],
    })
    expect((await office.call('PUT', `/api/v1/programmes/${id}/status`, { status: 'active' })).status).toBe(
      204,
    )
    const renamed = await office.call('PUT', `/api/v1/programmes/${id}`, {
      ...facts,
      revision: 1,
      name: '新名称',
    })
    expect(renamed.body).toEqual({ revision: 2 })
    const recoded = await office.call('PUT', `/api/v1/programmes/${id}`, {
      ...facts,
      revision: 2,
      code: 'OTHER',
    })
    expect(recoded.body.code).toBe('programme.code-in-use')
    expect((await office.call('PUT', `/api/v1/programmes/${id}`, { ...facts, revision: 1 })).body.code).toBe(
      'state.conflict',
    )
    expect(
      (await office.call('PUT', `/api/v1/programmes/${id}/status`, { status: 'preparing' })).body.code,
    ).toBe('programme.started')
    expect(await eventsOf(house, id)).toEqual([
      'programme.programmeCreated',
      'programme.keyAreasSaved',
      'programme.programmeStatusSet',
      'programme.programmeEdited',
    ])
  })

  test('belongs to its own office', async () => {
    const { facts, id } = await programmeOf()
    const { office: other } = await officeOf(house)
    const edited = await other.call('PUT', `/api/v1/programmes/${id}`, { ...facts, revision: 1 })
    expect([edited.status, edited.body.code]).toEqual([403, 'access.denied'])
    const { institution, officeId } = await settingOf(house)
    const created = await institution.call('POST', '/api/v1/programmes', {
      ...programmeFacts(`X-${fresh().toUpperCase()}`),
      officeId,
    })
    expect([created.status, created.body.code]).toEqual([403, 'access.denied'])
    expect((await institution.call('GET', `/api/v1/programmes/${id}`)).body.may).toEqual({
      'programme.edit': false,
      'approval.record': false,
    })
  })

  test('shows the public what it is, once it has started', async () => {
    const { programmeId } = await settingOf(house)
    const { id } = await programmeOf()
    const shown = await house.anonymous().call('GET', '/api/v1/public/programmes')
    const ids = shown.body.items.map((one: { id: string }) => one.id)
    expect(ids).toContain(programmeId)
    expect(ids).not.toContain(id)
    expect(shown.body.items.find((one: { id: string }) => one.id === programmeId).keyAreas).toMatchObject([
      { code: 'software' },
      { code: 'security' },
    ])
  })
})

describe('key areas', () => {
  test('are saved as one list: reordered, renamed, two codes exchanged, one removed', async () => {
    const { office, programmeId } = await settingOf(house)
    const url = `/api/v1/programmes/${programmeId}/key-areas`
    const [software, security] = (await office.call('GET', `/api/v1/programmes/${programmeId}`)).body.keyAreas
    const saved = await office.call('PUT', url, {
      keyAreas: [
        { id: security.id, code: software.code, name: '网络', nameEn: '' },
        { id: software.id, code: security.code, name: '软件', nameEn: '' },
        { code: 'data', name: '数据', nameEn: 'Data' },
      ],
    })
    expect(
      saved.body.keyAreas.map((one: { id: string; code: string }) => [one.id, one.code]).slice(0, 2),
    ).toEqual([
      [security.id, 'software'],
      [software.id, 'security'],
    ])
    const fewer = await office.call('PUT', url, {
      keyAreas: saved.body.keyAreas.slice(0, 2).map(({ courses: _n, ...area }: { courses: number }) => area),
    })
    expect(fewer.body.keyAreas).toHaveLength(2)
  })

  test('are refused with a code twice, an id of another programme, and when a course would lose its area', async () => {
    const { office, programmeId, institution, institutionId, keyAreaId } = await settingOf(house)
    const url = `/api/v1/programmes/${programmeId}/key-areas`
    const twice = await office.call('PUT', url, {
      keyAreas: [
        { code: 'a', name: '甲', nameEn: '' },
        { code: 'a', name: '乙', nameEn: '' },
      ],
    })
    expect([twice.body.code, twice.body.errors[0].pointer]).toEqual([
      'key-area.code-twice',
      '/keyAreas/1/code',
    ])
    const foreign = await settingOf(house)
    const stolen = await office.call('PUT', url, {
      keyAreas: [{ id: foreign.keyAreaId, code: 'a', name: '甲', nameEn: '' }],
    })
    expect(stolen.body.code).toBe('key-area.unknown')
    await institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: '用到此领域的课程',
    })
    const removed = await office.call('PUT', url, { keyAreas: [{ code: 'only', name: '唯一', nameEn: '' }] })
    expect([removed.status, removed.body.code]).toEqual([409, 'key-area.in-use'])
    expect((await office.call('GET', `/api/v1/programmes/${programmeId}`)).body.keyAreas).toMatchObject([
      { courses: 1 },
      { courses: 0 },
    ])
  })
})

describe('the approval of an institution', () => {
  const applied = async () => {
    const setting = await settingOf(house, { approved: false })
    const started = await setting.institution.call('POST', '/api/v1/institution-approvals', {
      programmeId: setting.programmeId,
      institutionId: setting.institutionId,
      modes: [],
      statement: '',
    })
    expect(started.status).toBe(201)
    return {
      ...setting,
      approvalId: started.body.approvalId as string,
      url: `/api/v1/institution-approvals/${started.body.approvalId}`,
    }
  }
  const submitted = async () => {
    const setting = await applied()
    await setting.institution.call('PUT', setting.url, {
      modes: ['face-to-face', 'distance'],
      statement: '有场地、师资和设备。',
    })
    expect((await setting.institution.call('POST', `${setting.url}/submit`, {})).status).toBe(204)
    return setting
  }
  const standing = async (setting: { programmeId: string; institutionId: string }, day: string) =>
    (await institutionStanding(house.services.db, setting.programmeId, setting.institutionId))(day)

  test('is drafted out of everybody else’s sight, and complete before it is submitted', async () => {
    const setting = await applied()
    expect((await setting.office.call('GET', setting.url)).status).toBe(404)
    expect(
      (
        await setting.office.call(
          'GET',
          `/api/v1/institution-approvals?institutionId=${setting.institutionId}`,
        )
      ).body.items,
    ).toEqual([])
    const incomplete = await setting.institution.call('POST', `${setting.url}/submit`, {})
    expect([
      incomplete.status,
      incomplete.body.errors.map((one: { pointer: string }) => one.pointer),
    ]).toEqual([422, ['/modes', '/statement']])
    const second = await setting.institution.call('POST', '/api/v1/institution-approvals', {
      programmeId: setting.programmeId,
      institutionId: setting.institutionId,
      modes: [],
      statement: '',
    })
    expect(second.body.code).toBe('approval.open')
  })

  test('is given with dates and scope, and holds exactly from the first day to the last', async () => {
    const setting = await submitted()
    const undated = await setting.office.call('POST', `${setting.url}/decision`, { decision: 'approve' })
    expect([undated.status, undated.body.code]).toEqual([422, 'approval.dates'])
    const decided = await setting.office.call('POST', `${setting.url}/decision`, {
      decision: 'approve',
      modes: ['face-to-face'],
      from: '2026-01-01',
      to: '2026-12-31',
    })
    expect(decided.status).toBe(204)
    expect((await setting.institution.call('GET', setting.url)).body).toMatchObject({
      status: 'approved',
      inForce: true,
      modes: ['face-to-face'],
      may: { 'approval.decide': false },
    })
    expect(await standing(setting, '2026-12-31')).toMatchObject({
      standing: 'approved',
      modes: ['face-to-face'],
    })
    expect(await standing(setting, '2027-01-01')).toMatchObject({ standing: 'expired' })
    expect(
      (await setting.institution.call('PUT', setting.url, { modes: ['distance'], statement: '改' })).body
        .code,
    ).toBe('approval.approved')
  })

  test('is returned, refused, suspended and withdrawn only with a reason', async () => {
    const setting = await submitted()
    const silent = await setting.office.call('POST', `${setting.url}/decision`, {
      decision: 'return',
      reason: ' ',
    })
    expect(silent.body.code).toBe('approval.reason-required')
    await setting.office.call('POST', `${setting.url}/decision`, {
      decision: 'return',
      reason: '请补师资材料',
    })
    expect((await setting.institution.call('GET', setting.url)).body).toMatchObject({
      status: 'draft',
      reason: '请补师资材料',
    })
    await setting.institution.call('POST', `${setting.url}/submit`, {})
    await setting.office.call('POST', `${setting.url}/decision`, {
      decision: 'approve',
      from: '2026-01-01',
      to: '2026-12-31',
    })
    await setting.office.call('POST', `${setting.url}/decision`, {
      decision: 'suspend',
      reason: '抽查不合格',
    })
    expect(await standing(setting, '2026-06-01')).toEqual({ standing: 'none' })
    await setting.office.call('POST', `${setting.url}/decision`, { decision: 'resume' })
    expect(await standing(setting, '2026-06-01')).toMatchObject({ standing: 'approved' })
    await setting.office.call('POST', `${setting.url}/decision`, { decision: 'withdraw', reason: '停办' })
    const again = await setting.office.call('POST', `${setting.url}/decision`, { decision: 'resume' })
    expect([again.status, again.body.code]).toEqual([409, 'approval.withdrawn'])
    expect(
      (await eventsOf(house, setting.approvalId)).filter((name) => name === 'programme.approvalDecided'),
    ).toHaveLength(5)
  })

  test('is renewed by a second application while the first still holds, but dates never overlap', async () => {
    const setting = await settingOf(house)
    const record = (from: string, to: string) =>
      setting.office.call('POST', '/api/v1/institution-approvals/recorded', {
        programmeId: setting.programmeId,
        institutionId: setting.institutionId,
        modes: ['distance'],
        from,
        to,
        reason: '文件',
      })
    expect((await record('2035-06-01', '2036-12-31')).body.code).toBe('approval.overlap')
    expect((await record('2036-01-01', '2036-12-31')).status).toBe(201)
    expect(await standing(setting, '2035-12-31')).toMatchObject({ modes: ['face-to-face', 'distance'] })
    expect(await standing(setting, '2036-01-01')).toMatchObject({ modes: ['distance'] })
  })

  test('is decided by the programme’s office alone, and hidden from other institutions', async () => {
    const setting = await submitted()
    const decision = { decision: 'approve', from: '2026-01-01', to: '2026-12-31' }
    expect((await setting.institution.call('POST', `${setting.url}/decision`, decision)).status).toBe(403)
    expect((await setting.district.call('POST', `${setting.url}/decision`, decision)).status).toBe(403)
    const { office: otherOffice, institution: otherInstitution } = await settingOf(house)
    expect((await otherOffice.call('POST', `${setting.url}/decision`, decision)).status).toBe(404)
    expect((await otherInstitution.call('GET', setting.url)).status).toBe(404)
    expect(
      (await otherInstitution.call('PUT', setting.url, { modes: ['distance'], statement: '替人申请' }))
        .status,
    ).toBe(404)
    const inOthersName = await otherInstitution.call('POST', '/api/v1/institution-approvals', {
      programmeId: setting.programmeId,
      institutionId: setting.institutionId,
      modes: [],
      statement: '',
    })
    expect(inOthersName.status).toBe(403)
  })

  test('decided twice under one key is decided once', async () => {
    const setting = await submitted()
    const headers = { 'idempotency-key': fresh() }
    const decision = { decision: 'approve', from: '2026-01-01', to: '2026-12-31' }
    for (let round = 0; round < 2; round += 1) {
      expect((await setting.office.call('POST', `${setting.url}/decision`, decision, headers)).status).toBe(
        204,
      )
    }
    expect(
      (await eventsOf(house, setting.approvalId)).filter((name) => name === 'programme.approvalDecided'),
    ).toHaveLength(1)
  })

  test('lists to a district those of its region that were submitted', async () => {
    const setting = await submitted()
    expect((await setting.district.call('GET', '/api/v1/institution-approvals')).body.items).toMatchObject([
      { id: setting.approvalId, status: 'submitted' },
    ])
    const elsewhere = await house.client([
      { role: 'district', organisationId: await registered(setting.office, 'district', `外区 ${fresh()}`) },
    ])
    expect((await elsewhere.call('GET', '/api/v1/institution-approvals')).body.items).toEqual([])
  })
})
