import { useNavigate } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import {
  previewReplacement,
  replaceCertificate,
  replacementCauses,
} from '../../../areas/certificates/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { sentence } from '../../../wire/problems/index.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce } from '../../ui/notices.tsx'
import { Reading } from '../../ui/reading.tsx'

type Cause = (typeof replacementCauses)[number]
type Differences = ReplyOf<typeof previewReplacement>['differences']

/** Issues a new certificate in place of this one, after showing how it will differ. */
export const ReplaceCertificate = ({ number }: { number: string }) => {
  const say = useWords('certificates')
  const language = useLanguage()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [chosen, setCause] = useState<Cause | null>(null)
  const preview = useAsk(previewReplacement, { params: { number } }, { when: open })
  const differs = (preview.data?.differences.length ?? 0) > 0
  const cause: Cause = chosen ?? (differs ? 'correction' : 'lost')
  const replace = useCommand(replaceCertificate, {
    done: (made) => {
      setOpen(false)
      announce(say('replaced', { number: made.number }))
      void navigate({ to: '/certificates/$number', params: { number: made.number } })
    },
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('replace')}</Button>
      <ConfirmByNumber
        open={open}
        title={say('replaceTitle')}
        number={number}
        numberName={say('number')}
        actWord={say('replaceAct')}
        reasonLabel={say('replaceReason')}
        busy={replace.busy}
        error={replace.error}
        confirm={({ reason, number: confirm }) =>
          replace.send({ params: { number }, body: { cause, confirm, reason } })
        }
        cancel={() => {
          setOpen(false)
          replace.forget()
        }}
      >
        <p>{say('replaceText')}</p>
        <Reading of={preview} lines={3}>
          {(found) =>
            found.possible ? (
              <>
                {differs ? (
                  <DifferenceTable differences={found.differences} />
                ) : (
                  <p className="note">{say('noDifferences')}</p>
                )}
                <Radio.Group
                  aria-label={say('replaceCause')}
                  value={cause}
                  onChange={(event) => setCause(event.target.value as Cause)}
                  options={replacementCauses.map((value) => ({
                    value,
                    label: say(`cause.${value}`),
                    disabled: value === 'correction' && !differs,
                  }))}
                />
              </>
            ) : (
              <p className="note note-amber">{sentence(found.code ?? 'state.conflict', language)}</p>
            )
          }
        </Reading>
      </ConfirmByNumber>
    </>
  )
}

const named = [
  '/holder/name',
  '/course/title/zh',
  '/course/title/en',
  '/class/name',
  '/class/nameEn',
  '/class/from',
  '/class/to',
  '/institution/name/zh',
  '/institution/name/en',
  '/issuer/name/zh',
  '/issuer/name/en',
  '/programme/name/zh',
  '/programme/name/en',
  '/hours/minutes',
  '/hours/classHours',
  '/grade',
  '/gradeWord/zh',
  '/gradeWord/en',
  '/examDate',
] as const

const DifferenceTable = ({ differences }: { differences: Differences }) => {
  const say = useWords('certificates')
  const nameOf = (pointer: string): string => {
    const known = named.find((one) => one === pointer)
    return known ? say(known) : say('otherDifference', { pointer })
  }
  return (
    <table className="differences">
      <caption className="for-readers">{say('differences')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('differenceWhat')}</th>
          <th scope="col">{say('differenceIssued')}</th>
          <th scope="col">{say('differenceNow')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ pointer, issued, now }) => (
          <tr key={pointer}>
            <th scope="row">{nameOf(pointer)}</th>
            <td>
              <del>{issued ?? '—'}</del>
            </td>
            <td>
              <ins>{now ?? '—'}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
