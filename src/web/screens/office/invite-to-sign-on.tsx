import { Button, Modal } from 'antd'
import { useState } from 'react'
import { inviteToSignOn, readSignOn } from '../../../areas/accounts/contract/sso.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** Makes a link by which the holder of an account links their identity at the provider; shown once. */
export const InviteToSignOn = ({ accountId, name }: { accountId: string; name: string }) => {
  const say = useWords('sso')
  const provider = useAsk(readSignOn, {}).data?.provider
  const [open, setOpen] = useState(false)
  const invite = useCommand(inviteToSignOn, { refresh: false })
  if (!provider) return null
  const begin = () => {
    setOpen(true)
    invite.forget()
    invite.send({ params: { accountId }, body: {} })
  }
  const copy = (link: string) =>
    void navigator.clipboard.writeText(link).then(
      () => announce(say('copied')),
      () => undefined,
    )
  return (
    <>
      <Button type="link" onClick={begin} aria-label={`${say('invite')} ${name}`}>
        {say('invite')}
      </Button>
      <Modal
        open={open}
        title={say('inviteOf', { name })}
        loading={invite.busy}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{say('close')}</Button>
            <Button type="primary" disabled={!invite.reply} onClick={() => copy(invite.reply?.link ?? '')}>
              {say('copy')}
            </Button>
          </>
        }
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ProblemNotice error={invite.error} />
        {invite.reply && (
          <>
            <p>{say('inviteText', { name: provider.name })}</p>
            <pre className="message-text">{invite.reply.link}</pre>
            <p className="hint">{say('inviteUntil', { at: shortInstant(invite.reply.until) })}</p>
          </>
        )}
      </Modal>
    </>
  )
}
