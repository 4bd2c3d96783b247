import { describe, expect, it } from 'vitest'
import { changedFields, contentFaults, type CourseContent } from './course-content.ts'
import { filingRefusal, statusAfter, succeeded, type CourseStatus, type CourseStep } from './course-status.ts'
import { minutesByMode, modesOf, totalMinutes } from './syllabus.ts'

const complete: CourseContent = {
  title: '软件体系结构',
  titleEn: '',
  courseType: 'knowledge-integration',
  category: 'professional',
  audience: '软件工程师',
  objectives: '掌握体系结构方法',
  syllabus: [
    { title: '概论', minutes: 90, mode: 'face-to-face' },
    { title: '实践', minutes: 135, mode: 'distance' },
    { title: '总结', minutes: 45, mode: 'face-to-face' },
  ],
  examSpec: { durationMinutes: 60, questions: 20, passMark: { numerator: 3, denominator: 5 } },
  materials: '',
  feeFen: 0,
}

describe('minutes by mode', () => {
  it('are the sums of the units and nothing else', () => {
    const minutes = minutesByMode(complete.syllabus)
    expect(minutes).toEqual({ 'face-to-face': 135, distance: 135, 'advanced-seminar': 0 })
    expect(totalMinutes(minutes)).toBe(270)
    expect(modesOf(minutes)).toEqual(['face-to-face', 'distance'])
  })
})

describe('a course is ready to be submitted', () => {
  it('when everything needed is there', () => {
    expect(contentFaults(complete)).toEqual([])
    expect(contentFaults({ ...complete, examSpec: null })).toEqual([])
  })

  it('and otherwise names every field at fault at once', () => {
    const faults = contentFaults({
      ...complete,
      title: ' ',
      audience: '',
      objectives: '',
      category: 'public',
      syllabus: [{ title: '', minutes: 0, mode: 'distance' }],
      examSpec: { durationMinutes: 60, questions: 20, passMark: { numerator: 6, denominator: 5 } },
    })
    expect(faults.map((fault) => `${fault.pointer} ${fault.code}`)).toEqual([
      '/title request.required',
      '/audience request.required',
      '/objectives request.required',
      '/courseType course.category-mismatch',
      '/syllabus/0/title request.required',
      '/syllabus/0/minutes course.minutes-zero',
      '/examSpec/passMark course.pass-mark',
    ])
  })

  it('not without a syllabus', () => {
    expect(contentFaults({ ...complete, title: '𡚸的设计' })).toEqual([
      { pointer: '/title', code: 'text.undrawable', params: { characters: '𡚸' } },
    ])
    expect(contentFaults({ ...complete, syllabus: [] })).toMatchObject([{ pointer: '/syllabus' }])
  })
})

describe('the fields changed by a save', () => {
  it('are those that differ in value, whatever the order of keys', () => {
    const reordered = {
      ...complete,
      syllabus: complete.syllabus.map(({ title, minutes, mode }) => ({ mode, minutes, title })),
    }
    expect(changedFields(complete, reordered)).toEqual([])
    expect(changedFields(complete, { ...complete, feeFen: 100, syllabus: [] })).toEqual([
      'syllabus',
      'feeFen',
    ])
  })
})

describe('the steps of a course version', () => {
  it('lead along these ways and no others', () => {
    const statuses: CourseStatus[] = ['draft', 'submitted', 'returned', 'refused', 'approved', 'retired']
    const steps: CourseStep[] = ['edit', 'submit', 'take-back', 'approve', 'return', 'refuse', 'retire']
    const ways = statuses.flatMap((status) =>
      steps.flatMap((step) => {
        const after = statusAfter(status, step)
        return after.ok ? [`${status} ${step} ${after.value}`] : []
      }),
    )
    expect(ways).toEqual([
      'draft edit draft',
      'draft submit submitted',
      'submitted take-back draft',
      'submitted approve approved',
      'submitted return returned',
      'submitted refuse refused',
      'returned edit returned',
      'returned submit submitted',
      'approved retire retired',
    ])
  })
})

describe('when a newer version becomes valid', () => {
  it('the older one ends the day before', () => {
    expect(succeeded({ validFrom: '2007-01-01', validTo: '2009-12-31' }, '2008-03-01')).toEqual({
      status: 'approved',
      validTo: '2008-02-29',
    })
  })

  it('the older one keeps an earlier end of its own', () => {
    expect(succeeded({ validFrom: '2007-01-01', validTo: '2007-12-31' }, '2008-03-01')).toEqual({
      status: 'approved',
      validTo: '2007-12-31',
    })
  })

  it('one that would never have begun retires', () => {
    expect(succeeded({ validFrom: '2008-03-01', validTo: '2009-12-31' }, '2008-03-01')).toMatchObject({
      status: 'retired',
    })
  })
})

describe('filing from a version', () => {
  const version = { status: 'approved' as CourseStatus, validFrom: '2007-01-01', validTo: '2007-12-31' }

  const taught = (...taughtOn: string[]) => ({ filedOn: '2007-01-01', taughtOn })

  it('is open while every session is within its validity, the first day and the last included', () => {
    expect(filingRefusal(version, taught('2007-01-01', '2007-12-31')).ok).toBe(true)
    expect(filingRefusal(version, { filedOn: '2007-12-31', taughtOn: ['2007-06-01'] }).ok).toBe(true)
  })

  it('is refused for a session the day before and the day after, each named with the dates', () => {
    expect(filingRefusal(version, taught('2006-12-31'))).toMatchObject({ code: 'course.expired' })
    const dates = { from: '2007-01-01', to: '2007-12-31' }
    expect(filingRefusal(version, taught('2007-12-31', '2008-01-01', '2008-01-02'))).toMatchObject({
      code: 'course.expired',
      params: { ...dates, day: '2008-01-01' },
      errors: [
        { pointer: '/sessions/1/day', code: 'course.expired', params: { ...dates, day: '2008-01-01' } },
        { pointer: '/sessions/2/day', code: 'course.expired', params: { ...dates, day: '2008-01-02' } },
      ],
    })
  })

  it('is refused once it has run out, even for a class held before; not before it begins', () => {
    expect(filingRefusal(version, { filedOn: '2008-01-01', taughtOn: ['2007-12-31'] })).toMatchObject({
      code: 'course.expired-at-filing',
      params: { to: '2007-12-31', day: '2008-01-01' },
    })
    expect(filingRefusal(version, { filedOn: '2006-12-01', taughtOn: ['2007-01-01'] }).ok).toBe(true)
  })

  it('is refused for every status but approved', () => {
    for (const status of ['draft', 'submitted', 'returned', 'refused', 'retired'] as const) {
      expect(filingRefusal({ ...version, status }, taught('2007-06-01')), status).toMatchObject({
        code: 'course.not-approved',
      })
    }
  })
})
