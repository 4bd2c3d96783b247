import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedMarks, provenMinutes, sheetFrom } from './attendance.ts'
import { afterAttendance } from './class-state.ts'
import { decideCompletion, requiredMinutes, type ExamResult } from './completion.ts'
import { scheduleChange } from './schedule-change.ts'
import { overlaps, sessionFaults, type Planned } from './schedule.ts'
import { seat, type Existing } from './seating.ts'

const session = (day: string, start: string, end: string, more: Partial<Planned> = {}): Planned => ({
  day,
  start,
  end,
  minutes: 45,
  roomId: null,
  place: '',
  teacherId: null,
  topic: '',
  ...more,
})

const exam = (passed: boolean): ExamResult => ({
  status: 'scored',
  score: '61',
  maximum: '100',
  passed,
  grade: '合格',
  gradeEn: 'pass',
  date: '2026-03-11',
})

describe('seating', () => {
  test('whatever the order of arrivals: no place above capacity, nobody waits beside a free place, nobody twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (arrivals, capacity, taken) => {
          const confirmed = Math.min(capacity, taken)
          const room = { capacity, confirmed, waiting: 0, lastPosition: confirmed }
          let made = 0
          const { seated, already } = seat(
            arrivals.map((id) => ({ personId: `p${id}` })),
            new Map(),
            room,
            () => `e${(made += 1)}`,
          )
          const placed = seated.filter((one) => one.state === 'confirmed')
          expect(placed.length + confirmed).toBeLessThanOrEqual(capacity)
          expect(seated.length > placed.length).toBe(seated.length > capacity - confirmed)
          expect(new Set(seated.map((one) => one.personId)).size).toBe(seated.length)
          expect(seated.length + already).toBe(arrivals.length)
          expect(seated.map((one) => one.position)).toEqual(seated.map((_, at) => confirmed + at + 1))
        },
      ),
    )
  })

  test('nobody overtakes those who wait, even beside a free place', () => {
    const room = { capacity: 5, confirmed: 3, waiting: 1, lastPosition: 4 }
    expect(seat([{ personId: 'new' }], new Map(), room, () => 'e').seated[0]?.state).toBe('waiting')
  })

  test('who withdrew takes the old enrolment up again, at the end of the order', () => {
    const existing = new Map<string, Existing>([
      ['p1', { enrolmentId: 'old', state: 'withdrawn' }],
      ['p2', { enrolmentId: 'in', state: 'waiting' }],
    ])
    const { seated, already } = seat(
      [{ personId: 'p1' }, { personId: 'p2' }],
      existing,
      { capacity: 9, confirmed: 1, waiting: 0, lastPosition: 7 },
      () => 'new',
    )
    expect([seated.map((one) => [one.enrolmentId, one.position, one.again]), already]).toEqual([
      [['old', 8, true]],
      1,
    ])
  })
})

describe('a schedule', () => {
  test('overlaps are found whatever the order, and back to back is none', () => {
    expect(
      overlaps([session('2026-03-10', '09:00', '12:00'), session('2026-03-10', '12:00', '13:00')]),
    ).toEqual([])
    expect(
      overlaps([
        session('2026-03-10', '11:00', '13:00'),
        session('2026-03-11', '11:00', '13:00'),
        session('2026-03-10', '09:00', '11:01'),
      ]),
    ).toEqual([{ session: 0, other: 2 }])
    expect(
      overlaps([
        session('2026-03-10', '09:00', '17:00'),
        session('2026-03-10', '10:00', '11:00'),
        session('2026-03-10', '12:00', '13:00'),
      ]),
    ).toHaveLength(2)
  })

  test('cannot teach longer than the clock runs', () => {
    const faults = sessionFaults([
      session('2026-03-10', '09:00', '09:45'),
      session('2026-03-10', '10:00', '10:44'),
      session('2026-03-10', '11:00', '11:00'),
    ])
    expect(faults.map((fault) => [fault.pointer, fault.code])).toEqual([
      ['/sessions/1/minutes', 'session.minutes-beyond-clock'],
      ['/sessions/2/end', 'session.ends-before-start'],
    ])
  })

  test('a change keeps the ids of sessions that stay and gives none that belongs to another class', () => {
    const held = [
      { ...session('2026-03-10', '09:00', '12:00'), id: 'a', cancelled: false, attendanceRevision: 0 },
      { ...session('2026-03-11', '09:00', '12:00'), id: 'b', cancelled: false, attendanceRevision: 2 },
      { ...session('2026-03-12', '09:00', '12:00'), id: 'c', cancelled: true, attendanceRevision: 0 },
    ]
    const wanted = [
      { ...session('2026-03-13', '09:00', '12:00'), id: 'a' },
      { ...session('2026-03-11', '09:00', '12:00', { topic: '新' }), id: 'b' },
      { ...session('2026-03-14', '09:00', '12:00'), id: 'stranger' },
    ]
    const change = scheduleChange(held, wanted, () => 'fresh')
    expect([
      change.remove,
      change.insert.map((one) => one.id),
      change.touch.map((one) => one.id),
      change.blocked,
    ]).toEqual([['a'], ['a', 'fresh'], ['b'], []])
    expect(scheduleChange(held, wanted.slice(0, 1), () => 'fresh').blocked.map((one) => one.id)).toEqual([
      'b',
    ])
  })
})

describe('attendance', () => {
  test('present is all of the session, absent none of it, late and early something in between', () => {
    expect([
      provenMinutes('present', undefined, 180),
      provenMinutes('absent', undefined, 180),
      provenMinutes('late', 120, 180),
    ]).toEqual([180, 0, 120])
    for (const [status, minutes] of [
      ['late', undefined],
      ['late', 0],
      ['early', 180],
      ['early', 200],
      ['absent', 5],
      ['present', 5],
    ] as const) {
      expect(provenMinutes(status, minutes, 180)).toBeUndefined()
    }
  })

  test('saving the same sheet again appends nothing', () => {
    const exceptions = [{ enrolmentId: 'b', status: 'late' as const, minutes: 30 }]
    const { marks } = sheetFrom(['a', 'b', 'c'], exceptions, 90)
    expect(changedMarks(marks, new Map())).toHaveLength(3)
    expect(changedMarks(marks, marks)).toEqual([])
  })
})

describe('the state of a class', () => {
  test('follows attendance from the first record to the last confirmation, and never leaves closing or cancelled', () => {
    expect(afterAttendance('enrolling', { sessions: 3, confirmed: 0 })).toBe('running')
    expect(afterAttendance('running', { sessions: 3, confirmed: 2 })).toBe('running')
    expect(afterAttendance('running', { sessions: 3, confirmed: 3 })).toBe('finished')
    for (const state of ['closing', 'closed', 'cancelled', 'finished'] as const)
      expect(afterAttendance(state, { sessions: 1, confirmed: 0 })).toBe(state)
  })
})

describe('completion', () => {
  test('asks for the share to the minute, without rounding in anybody’s favour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (total, a, b) => {
          const share = { numerator: Math.min(a, b), denominator: Math.max(a, b) }
          const needed = requiredMinutes(total, share)
          const decided = (attendedMinutes: number) =>
            decideCompletion({ attendedMinutes, totalMinutes: total, share, examNeeded: false, exam: null })
              .decision
          expect([decided(needed), decided(needed - 1), decided(total)]).toEqual([
            'completed',
            'not-completed',
            'completed',
          ])
        },
      ),
    )
  })

  test('needs both attendance and exam, and says every reason at once', () => {
    const base = { totalMinutes: 360, share: { numerator: 2, denominator: 3 }, examNeeded: true }
    const reasons = (attendedMinutes: number, result: ExamResult | null) =>
      decideCompletion({ ...base, attendedMinutes, exam: result }).reasons.map((reason) => reason.code)
    expect(reasons(360, exam(true))).toEqual([])
    expect(reasons(180, exam(true))).toEqual(['attendance.short'])
    expect(reasons(360, exam(false))).toEqual(['exam.failed'])
    expect(reasons(180, null)).toEqual(['attendance.short', 'exam.not-taken'])
  })

  test('of a course without an exam has neither score nor grade, whatever was sat', () => {
    const outcome = decideCompletion({
      attendedMinutes: 360,
      totalMinutes: 360,
      share: { numerator: 2, denominator: 3 },
      examNeeded: false,
      exam: exam(false),
    })
    expect(outcome).toMatchObject({ decision: 'completed', score: null, grade: null, examDate: null })
  })
})
