import {
  adjustTime,
  admitSeats,
  fenceSeats,
  holdSeats,
  listTickets,
  moveSeat,
  noteIncident,
  sendMessage,
  showConsole,
} from '../../areas/exams/contract.ts'
import { savePresence } from '../../areas/exams/store/journal.ts'
import { act, type DemoHouse } from './demo-house.ts'
import { seededRandom } from './random.ts'
import { answer, arrangeExam, sit, type ExamOf } from './seed-exam.ts'
import type { DemoSetting } from './seed-setting.ts'

const minute = 60_000

/**
 * A sitting that is under way when the demo is first looked at, in two rooms: some have handed in, some write, one is
 * held, one shut out, one was moved, one is silent; the others have not begun and may be sat with their tickets for the
 * next eight hours.
 */
export const seedSittingUnderWay = async (
  house: DemoHouse,
  setting: DemoSetting,
  of: ExamOf,
  now: number,
): Promise<void> => {
  const opensAt = now - 30 * minute
  house.clock.now = new Date(opensAt - 10 * minute)
  const { sittingId, read } = await arrangeExam(house, setting, of, opensAt, {
    roomIds: [...setting.siteRooms],
    openFor: 8 * 60 * minute,
    durationMinutes: 90,
    everyKind: true,
  })
  const params = { sittingId }
  const by = setting.office
  const at = (minutesAgo: number): void => {
    house.clock.now = new Date(now - minutesAgo * minute)
  }
  at(31)
  const { items: tickets } = await act(house, by, listTickets, { params })
  const [first] = setting.siteRooms
  if (first) await act(house, by, admitSeats, { params, body: { roomId: first, identitySeen: true } })
  const random = seededRandom(653)
  const seat = (index: number) => {
    const ticket = tickets[index]
    if (!ticket) throw new Error('demo: too few candidates in the sitting under way')
    return { ticket, attemptIds: [ticket.attemptId] }
  }
  at(29)
  for (let index = 2; index < 9; index += 1)
    await answer(house, seat(index).ticket, read, random, false, 3 + index)
  await act(house, by, sendMessage, { params, body: { text: '考试已经开始，请核对题数；有问题请举手。' } })
  at(20)
  await act(house, by, noteIncident, {
    params,
    body: { attemptIds: seat(6).attemptIds, code: 'misconduct', note: '桌面发现手机，已当场收存并告知。' },
  })
  await act(house, by, noteIncident, {
    params,
    body: { attemptIds: seat(7).attemptIds, code: 'power', note: '插座松动断电，四分钟后恢复。' },
  })
  await act(house, by, adjustTime, {
    params,
    body: {
      attemptIds: seat(7).attemptIds,
      seconds: 300,
      cause: 'power',
      reason: '插座松动断电，补回五分钟。',
    },
  })
  at(12)
  const { rooms, items } = await act(house, by, showConsole, { params })
  const second = rooms.find((room) => room.roomId !== first)
  if (second) {
    const taken = items.filter((one) => one.roomId === second.roomId).map((one) => one.seat ?? 0)
    await act(house, by, moveSeat, {
      params: { ...params, attemptId: seat(5).ticket.attemptId },
      body: { roomId: second.roomId, seat: Math.max(0, ...taken) + 1, reason: '显示器故障，换到备用机。' },
    })
  }
  at(9)
  await act(house, by, holdSeats, {
    params,
    body: { attemptIds: seat(3).attemptIds, cause: 'medical', reason: '考生身体不适，在医务室休息。' },
  })
  at(6)
  await act(house, by, fenceSeats, {
    params,
    body: { attemptIds: seat(4).attemptIds, reason: '照片与本人不符，等待复核。' },
  })
  await savePresence(house.services.db, [
    {
      attemptId: seat(2).ticket.attemptId,
      at: new Date(now - 8 * minute),
      epoch: 1,
      answered: 5,
      unsent: 3,
    },
  ])
  at(3)
  for (const index of [0, 1]) await sit(house, seat(index).ticket, read, random, index === 1)
  await house.settle()
}
