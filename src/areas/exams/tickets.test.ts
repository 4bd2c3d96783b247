import { spawnSync } from 'node:child_process'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import { arrangeSitting, examinedClass, sceneStart } from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })
const hasReader = spawnSync('pdftotext', ['-v']).error === undefined
const textOf = (pdf: Buffer): string =>
  spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout.normalize('NFKC')

describe('admission tickets', () => {
  it('are one PDF for a sitting, each with name, number, code and seat; nobody else gets them', async () => {
    const one = await examinedClass(house, 9)
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    // A character no typeface of the house draws must not keep a whole hall from its tickets.
    await sql`update person set name = '王𡚸' where id = ${one.people[8]}`.execute(house.services.db)
    const sitting = await arrangeSitting(house, office, one, { title: '结业考试' })
    const path = `/api/v1/sittings/${sitting.sittingId}/tickets`
    const { items } = (await office.call('GET', path)).body as {
      items: { name: string; ticketNumber: string; code: string; room: string; seat: number }[]
    }
    expect(items.map(({ seat }) => seat)).toEqual(items.map(({ seat }) => seat).toSorted((a, b) => a - b))
    const reply = await office.call('GET', `${path}.pdf`)
    expect([reply.status, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([
      200,
      'application/pdf',
      'private, no-store',
    ])
    expect(reply.raw.subarray(0, 5).toString()).toBe('%PDF-')
    expect(reply.raw.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
    if (hasReader) {
      const text = textOf(reply.raw)
      for (const { name, ticketNumber, code, seat } of items) {
        expect(text).toContain(name.replace('𡚸', '〓'))
        expect(text).toContain(ticketNumber)
        expect(text).toContain(code)
        expect(text).toContain(`第一机房 · ${seat} 号座`)
      }
    }
    const site = await house.client([{ role: 'invigilator', organisationId: one.siteId }])
    expect((await site.call('GET', `${path}.pdf`)).status).toBe(200)
    const stranger = await house.client([{ role: 'invigilator', organisationId: newId() }])
    const candidate = await house.client([], one.people[0])
    for (const other of [stranger, candidate])
      expect((await other.call('GET', `${path}.pdf`)).body.code).toMatch(/^(not-found|access\.denied)$/)
    expect((await house.anonymous().call('GET', `${path}.pdf`)).status).toBe(401)
  })
})
