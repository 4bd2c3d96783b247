import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { changeCauses, revokeCertificate } from '../../../areas/certificates/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce } from '../../ui/notices.tsx'

type Cause = (typeof changeCauses)[number]

/**
 * Takes a certificate's validity away; asks for cause, words and the number, because there is no way back. No cause is put
 * forward: it goes into the public log for good.
 */
export const RevokeCertificate = ({ number, holder }: { number: string; holder: string }) => {
  const say = useWords('certificates')
  const id = useId()
  const [open, setOpen] = useState(false)
  const [cause, setCause] = useState<Cause | null>(null)
  const revoke = useCommand(revokeCertificate, {
    done: () => {
      setOpen(false)
      announce(say('revoked', { number }))
    },
  })
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('revoke')}
      </Button>
      <ConfirmByNumber
        open={open}
        title={say('revokeTitle')}
        number={number}
        numberName={say('number')}
        actWord={say('revokeAct')}
        reasonLabel={say('revokeReason')}
        busy={revoke.busy}
        error={revoke.error}
        answered={cause !== null}
        confirm={({ reason, number: confirm }) => {
          if (cause) revoke.send({ params: { number }, body: { cause, confirm, reason } })
        }}
        cancel={() => {
          setOpen(false)
          setCause(null)
          revoke.forget()
        }}
      >
        <p>{say('revokeText', { number, holder })}</p>
        <div className="field">
          <label htmlFor={id}>{say('revokeCause')}</label>
          <Select
            id={id}
            value={cause}
            placeholder={say('revokeChoose')}
            onChange={setCause}
            options={changeCauses.map((value) => ({ value, label: say(`cause.${value}`) }))}
          />
        </div>
      </ConfirmByNumber>
    </>
  )
}
