import { Button } from 'antd'
import { useState } from 'react'
import { reverseActivity } from '../../../areas/ledger/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'

/** The office takes back what a closed class gave a person: every entry of it, with a reason, and nothing is changed. */
export const TakeClassBack = ({ activityId, title }: { activityId: string; title: string }) => {
  const say = useWords('ledger')
  const [open, setOpen] = useState(false)
  const act = useCommand(reverseActivity, {
    done: () => {
      announce(say('takeBack.done'))
      setOpen(false)
    },
  })
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('takeBack')}
      </Button>
      <AskReason
        open={open}
        title={say('takeBack.title', { title })}
        label={say('takeBack.reason')}
        actWord={say('takeBack')}
        danger
        busy={act.busy}
        error={act.error}
        act={(reason) => act.send({ params: { activityId }, body: { reason } })}
        cancel={() => {
          setOpen(false)
          act.forget()
        }}
      >
        {say('takeBack.text')}
      </AskReason>
    </>
  )
}
