import { problems } from './problem.ts'

export const trainingProblems = problems({
  'class.enrolment-not-open': {
    status: 409,
    zh: '该班尚未开放报名。',
    en: 'Enrolment for this class is not open yet.',
  },
  'class.enrolment-open': {
    status: 409,
    zh: '该班正在报名，尚未开班。',
    en: 'This class is still enrolling and has not begun.',
  },
  'class.running': {
    status: 409,
    zh: '该班已经开班，不能再办理此事；请与施教机构联系。',
    en: 'This class has begun, so this can no longer be done; ask the institution.',
  },
  'class.finished': {
    status: 409,
    zh: '该班课程已全部结束，不能再办理此事。',
    en: 'All sessions of this class are over, so this can no longer be done.',
  },
  'class.closed': {
    status: 409,
    zh: '该班已经结班，内容不再变动。',
    en: 'This class is closed; nothing in it changes any more.',
  },
  'class.cancelled': { status: 409, zh: '该班已经取消。', en: 'This class was cancelled.' },
  'class.not-finished': {
    status: 409,
    zh: '还有 {unconfirmed} 次课的考勤未确认，全部确认后才能结班。',
    en: 'Attendance of {unconfirmed} sessions is not confirmed; a class is closed when all are.',
  },
  'class.results-missing': {
    status: 409,
    zh: '考试成绩尚未发布（{released}/{total}），发布后才能结班。',
    en: 'Exam results are not released yet ({released} of {total}); the class is closed after that.',
  },
  'class.no-people': {
    status: 409,
    zh: '该班没有学员，不能结班；请改为取消该班。',
    en: 'Nobody is in this class; cancel it instead of closing it.',
  },
  'class.number-mismatch': {
    status: 422,
    zh: '输入的备案号与本班不符，本班备案号为 {filingNumber}。',
    en: 'The filing number typed is not this class’s; it is {filingNumber}.',
  },
  'class.late-filing-reason': {
    status: 422,
    zh: '该班首日 {day} 已过，属补办备案，请写明理由。',
    en: 'The class began on {day}, so this is a late filing: give the reason.',
  },
  'class.schedule-faulty': {
    status: 422,
    zh: '课次安排有误，请按标出的各项修改。',
    en: 'The schedule has faults; correct the ones marked.',
  },
  'class.minutes-exceed': {
    status: 422,
    zh: '课次合计 {planned} 分钟，超过课程核定的 {allowed} 分钟。',
    en: 'The sessions add up to {planned} minutes; the course was approved for {allowed}.',
  },
  'class.sessions-overlap': {
    status: 422,
    zh: '第 {session} 次课与第 {other} 次课时间重叠，学员无法兼顾。',
    en: 'Session {session} runs at the same time as session {other}; nobody can attend both.',
  },
  'class.room-taken': {
    status: 409,
    zh: '第 {session} 次课（{day} {start}–{end}）：“{room}”已被“{by}”占用，请换教室或时间。',
    en: 'Session {session} ({day} {start}–{end}): {room} is taken by “{byEn}”; choose another room or time.',
  },
  'class.teacher-taken': {
    status: 409,
    zh: '第 {session} 次课（{day} {start}–{end}）：{teacher}老师此时在“{by}”授课，请换教师或时间。',
    en: 'Session {session} ({day} {start}–{end}): {teacher} teaches “{byEn}” then; choose another teacher or time.',
  },
  'class.room-too-small': {
    status: 422,
    zh: '第 {session} 次课：“{room}”有 {seats} 座，容不下名额 {capacity} 人。',
    en: 'Session {session}: {room} seats {seats}, fewer than the {capacity} places of the class.',
  },
  'class.room-unknown': {
    status: 422,
    zh: '第 {session} 次课：本机构没有这间教室，或已停用。',
    en: 'Session {session}: the institution has no such room in use.',
  },
  'class.teacher-unknown': {
    status: 422,
    zh: '第 {session} 次课：本机构没有这位教师，或已停用。',
    en: 'Session {session}: the institution has no such teacher in use.',
  },
  'class.capacity-below-enrolled': {
    status: 422,
    zh: '已有 {enrolled} 人占有名额，名额不能低于此数。',
    en: '{enrolled} people hold a place; the capacity cannot be lower.',
  },
  'class.days-beyond-course': {
    status: 422,
    zh: '课程有效期为 {from} 至 {to}，课次须在其内。',
    en: 'The course is valid from {from} to {to}; all sessions must lie within.',
  },
  'session.ends-before-start': {
    status: 422,
    zh: '结束时间须晚于开始时间。',
    en: 'The end must be after the start.',
  },
  'session.minutes-beyond-clock': {
    status: 422,
    zh: '授课分钟数不能超过起止时间的 {span} 分钟。',
    en: 'Minutes taught cannot exceed the {span} between start and end.',
  },
  'session.has-attendance': {
    status: 409,
    zh: '{day} {start} 的课已有考勤记录，不能改动时间或删除。',
    en: 'The session of {day} {start} has attendance, so its time cannot change and it cannot be removed.',
  },
  'session.cancelled': { status: 409, zh: '这次课已取消。', en: 'The session was cancelled.' },
  'session.last': {
    status: 409,
    zh: '这是该班仅剩的一次课；如不再举办，请取消该班。',
    en: 'This is the only session left; cancel the class if it is not held.',
  },
  'attendance.not-begun': {
    status: 409,
    zh: '这次课 {day} {start} 才开始，开课后才能记考勤。',
    en: 'The session begins on {day} at {start}; attendance is recorded after that.',
  },
  'attendance.not-ended': {
    status: 409,
    zh: '这次课 {day} {end} 才结束，下课后才能确认考勤。',
    en: 'The session ends on {day} at {end}; attendance is confirmed after that.',
  },
  'attendance.confirmed': {
    status: 409,
    zh: '这次课的考勤已确认，只能写明理由后更正。',
    en: 'Attendance of the session is confirmed; it can only be corrected, with a reason.',
  },
  'attendance.not-confirmed': {
    status: 409,
    zh: '这次课的考勤尚未确认，直接修改后保存即可，无需更正。',
    en: 'Attendance of the session is not confirmed yet: simply change it and save.',
  },
  'attendance.incomplete': {
    status: 409,
    zh: '还有 {count} 名学员没有考勤记录，请先保存再确认。',
    en: '{count} people have no attendance yet; save it before confirming.',
  },
  'attendance.faulty': {
    status: 422,
    zh: '考勤有误，请按标出的各项修改。',
    en: 'The attendance has faults; correct the ones marked.',
  },
  'attendance.unknown-person': {
    status: 422,
    zh: '此人不在本班学员之列。',
    en: 'This person is not among the people of the class.',
  },
  'attendance.minutes': {
    status: 422,
    zh: '迟到或早退须填实到分钟数，大于 0 且小于 {minutes}。',
    en: 'Late or early needs the minutes attended, more than 0 and fewer than {minutes}.',
  },
  'attendance.unchanged': {
    status: 409,
    zh: '与现有记录相同，无需更正。',
    en: 'This is what the record says already.',
  },
  'enrolment.person-unknown': {
    status: 422,
    zh: '有 {count} 人未登记，请用名册导入或先登记。',
    en: '{count} of these people are not on record; import a roster or register them first.',
  },
  'enrolment.not-own-staff': {
    status: 422,
    zh: '有 {count} 人不是本单位登记的职工。',
    en: '{count} of these people are not on record as your staff.',
  },
  'enrolment.not-active': {
    status: 409,
    zh: '此报名已退出或已有结业结论。',
    en: 'This enrolment was withdrawn or has its result already.',
  },
  'enrolment.reason-missing': {
    status: 422,
    zh: '请写明为何让该学员退出。',
    en: 'Give the reason for withdrawing this person.',
  },
  'teacher.exists': {
    status: 409,
    zh: '已有同名同职称的教师。',
    en: 'There is already a teacher of this name and title.',
  },
  'attendance-rule.share': {
    status: 422,
    zh: '出勤要求须为不大于 1 的分数。',
    en: 'The share must be a fraction not above 1.',
  },
})
