import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  discardDraft,
  newCourseVersion,
  retireCourse,
  takeBackCourse,
  type Course,
  type CourseVersion,
} from '../../../areas/catalogue/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** What an institution, and for retiring the office too, may do with a course in its present state. */
export const CourseActs = ({ course, version }: { course: Course; version: CourseVersion }) => {
  const say = useWords('catalogue')
  const navigate = useNavigate()
  const [open, setOpen] = useState<'discard' | 'retire' | null>(null)
  const params = { courseId: course.courseId }
  const latest = course.versions[0]
  const mayEdit = course.may['course.edit'] ?? false
  const inWork = latest?.status === 'draft' || latest?.status === 'returned'
  const begin = useCommand(newCourseVersion, {
    done: () => void navigate({ to: '/courses/$courseId/draft', params }),
  })
  const takeBack = useCommand(takeBackCourse, { done: () => announce(say('takenBack')) })
  const discard = useCommand(discardDraft, {
    done: () => {
      announce(say('discarded'))
      void navigate({ to: '/courses' })
    },
  })
  const retire = useCommand(retireCourse, {
    done: () => {
      setOpen(null)
      announce(say('retired'))
    },
  })
  const toDraft = () => void navigate({ to: '/courses/$courseId/draft', params })
  return (
    <>
      <ProblemNotice error={begin.error ?? takeBack.error} />
      {mayEdit && inWork && (
        <Button danger onClick={() => setOpen('discard')}>
          {say('discard')}
        </Button>
      )}
      {course.may['course.retire'] && version.status === 'approved' && (
        <Button danger onClick={() => setOpen('retire')}>
          {say('retire')}
        </Button>
      )}
      {mayEdit && latest?.status === 'submitted' && (
        <Button loading={takeBack.busy} onClick={() => takeBack.send({ params })}>
          {say('takeBack')}
        </Button>
      )}
      {mayEdit && !inWork && latest?.status !== 'submitted' && (
        <Button loading={begin.busy} onClick={() => begin.send({ params })}>
          {say('newVersion')}
        </Button>
      )}
      {mayEdit && inWork && (
        <Button type="primary" onClick={toDraft}>
          {say('continueDraft')}
        </Button>
      )}
      <ConfirmByNumber
        open={open === 'discard'}
        title={say('discard')}
        number={course.code}
        numberName={say('code')}
        actWord={say('discard')}
        busy={discard.busy}
        error={discard.error}
        confirm={() => discard.send({ params })}
        cancel={() => setOpen(null)}
      >
        {say('discardText')}
      </ConfirmByNumber>
      <AskReason
        open={open === 'retire'}
        title={say('retireTitle', { name: version.title })}
        label={say('retireReason')}
        actWord={say('retire')}
        danger
        busy={retire.busy}
        error={retire.error}
        act={(reason) => retire.send({ params, body: { reason } })}
        cancel={() => setOpen(null)}
      >
        {say('retireText')}
      </AskReason>
    </>
  )
}
