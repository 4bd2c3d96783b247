/**
 * What training tells. Subject `class` unless said otherwise; ids are uuids. Handlers read the rest through the door:
 * `closedClass` and `closedEnrolments` give certificates and the ledger everything a closed class proves.
 */
export const trainingEvents = {
  classFiled: 'training.classFiled',
  classEdited: 'training.classEdited',
  enrolmentOpened: 'training.enrolmentOpened',
  classStarted: 'training.classStarted',
  classFinished: 'training.classFinished',
  classCancelled: 'training.classCancelled',
  sessionCancelled: 'training.sessionCancelled',
  peopleEnrolled: 'training.peopleEnrolled',
  peoplePromoted: 'training.peoplePromoted',
  enrolmentWithdrawn: 'training.enrolmentWithdrawn',
  attendanceSaved: 'training.attendanceSaved',
  attendanceConfirmed: 'training.attendanceConfirmed',
  attendanceCorrected: 'training.attendanceCorrected',
  /** Once per class, with the outcomes frozen: data { completed, notCompleted }. */
  classClosed: 'training.classClosed',
  /** Certificates made: nothing is left to do. */
  classSettled: 'training.classSettled',
} as const
