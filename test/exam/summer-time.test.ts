import { afterAll, expect, test } from 'vitest'
import { instantText } from '../../src/exam-client/ui/display.tsx'
import { scene, takeSeat } from '../../src/areas/exams/exam-fixtures.ts'
import { dayInZone, instantInZone, timeInZone } from '../../src/kernel/calendar.ts'
import { testHouse } from '../house.ts'

// On 14 March 2027 at two in the morning the clocks of New York go on to three.
const zone = 'America/New_York'
const opens = instantInZone('2027-03-14', '01:30', zone)
const house = testHouse({ worker: false, zone })
const serverZone = process.env['TZ']
afterAll(() => {
  process.env['TZ'] = serverZone
})

test('scenario 13: across a change to summer time, the site in one zone and the server in another, ticket, waiting page and log agree', async () => {
  const closes = instantInZone('2027-03-14', '04:00', zone)
  // Two and a half hours on the clocks, one and a half in truth.
  expect(closes.getTime() - opens.getTime()).toBe(90 * 60_000)
  for (const server of ['UTC', 'Asia/Shanghai', 'Australia/Lord_Howe']) {
    process.env['TZ'] = server
    const { candidate, attempt, office, sitting } = await scene(house, 1, {
      opensAt: opens.toISOString(),
      closesAt: closes.toISOString(),
    })
    const client = await candidate(0)
    const shown = (instant: string): string => instantText(instant, zone, 'en', 'time')
    house.now = new Date(opens.getTime() - 60_000)
    const waiting = (await client.call('GET', `/api/v1/attempts/${attempt(0)}`)).body
    const ticket = (await office.call('GET', `/api/v1/sittings/${sitting.sittingId}`)).body
    expect(waiting.zone).toBe(zone)
    expect([waiting.opensAt, waiting.closesAt]).toEqual([ticket.opensAt, ticket.closesAt])
    expect([waiting.opensAt, waiting.closesAt].map(shown)).toEqual(['01:30', '04:00'])
    expect(timeInZone(new Date(ticket.opensAt), zone)).toBe('01:30')
    // Begun a minute after the opening: the hour ends at 03:31, after clocks that went from 01:59 to 03:00.
    house.now = new Date(opens.getTime() + 60_000)
    const seat = await takeSeat(client, attempt(0))
    expect(shown(seat.start.body.deadline)).toBe('03:31')
    house.now = new Date(opens.getTime() + 45 * 60_000)
    seat.answer('一学时是多少分钟？', ['45'])
    await seat.flush()
    const { body } = await client.call('GET', `/api/v1/attempts/${attempt(0)}/journal`)
    expect(body.items.map((item: { receivedAt: string }) => shown(item.receivedAt))).toEqual(['03:15'])
    expect(dayInZone(new Date(body.items[0].receivedAt), zone)).toBe('2027-03-14')
  }
})
