import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { type DraftRead, exportDraft } from '../../../../areas/rule-studio/contract.ts'
import {
  proposeDraft,
  publishDraft,
  returnDraft,
  withdrawDraft,
} from '../../../../areas/rule-studio/contract/decisions.ts'
import { callForFile } from '../../../api/call.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useWords } from '../../../i18n/words.ts'
import { AskReason } from '../../../ui/ask-reason.tsx'
import { ConfirmByNumber } from '../../../ui/confirm-by-number.tsx'
import { announce } from '../../../ui/notices.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { saveFile } from '../../../ui/table/csv.ts'
import type { Editor } from './use-editor.ts'

type Asked = 'propose' | 'publish' | 'return' | 'withdraw' | null

/** What can be done with a draft as a whole, by whoever writes it and by whoever approves it. */
export const DraftActs = ({ draft, editor }: { draft: DraftRead; editor: Editor }) => {
  const say = useWords('rules')
  const ui = useWords('ui')
  const id = useId()
  const [asking, ask] = useState<Asked>(null)
  const [note, setNote] = useState('')
  const params = { draftId: draft.id }
  const over = (word: 'proposed' | 'published' | 'returned' | 'withdrawn') => ({
    done: () => {
      ask(null)
      announce(say(word))
    },
  })
  const propose = useCommand(proposeDraft, over('proposed'))
  const publish = useCommand(publishDraft, over('published'))
  const back = useCommand(returnDraft, over('returned'))
  const withdraw = useCommand(withdrawDraft, over('withdrawn'))
  const isOpen = draft.state === 'editing' || draft.state === 'returned'
  const isProposed = draft.state === 'proposed'
  const blocked = draft.blocked.length > 0
  return (
    <>
      <Button
        onClick={() =>
          void callForFile(exportDraft, { params }).then((file) =>
            saveFile(`${draft.packId}.rules.jws`, file),
          )
        }
      >
        {say('export')}
      </Button>
      {(isOpen || isProposed) && draft.may['ruleDraft.write'] && (
        <Button onClick={() => ask('withdraw')}>{say('withdraw')}</Button>
      )}
      {isProposed && draft.may['ruleDraft.publish'] && (
        <>
          <Button onClick={() => ask('return')}>{say('return')}</Button>
          <Button type="primary" disabled={blocked} onClick={() => ask('publish')}>
            {say('publish')}
          </Button>
        </>
      )}
      {isOpen && draft.may['ruleDraft.write'] && (
        <Button type="primary" disabled={blocked || editor.state !== 'saved'} onClick={() => ask('propose')}>
          {say('propose')}
        </Button>
      )}
      <Modal
        open={asking === 'propose'}
        title={say('proposeTitle', { pack: draft.packId })}
        okText={say('propose')}
        cancelText={ui('cancel')}
        okButtonProps={{ loading: propose.busy }}
        onCancel={() => ask(null)}
        onOk={() => propose.send({ params, body: { revision: editor.revision, note } })}
        destroyOnHidden
      >
        <p className="confirm-text">{say('proposeText')}</p>
        <div className="field">
          <label htmlFor={id}>{say('proposeLabel')}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <ProblemNotice error={propose.error} />
      </Modal>
      <ConfirmByNumber
        open={asking === 'publish'}
        title={say('publishTitle', { pack: draft.packId })}
        number={draft.packId}
        numberName={say('packId')}
        actWord={say('publish')}
        busy={publish.busy}
        error={publish.error}
        confirm={() => publish.send({ params, body: { confirm: draft.packId, hash: draft.hash } })}
        cancel={() => ask(null)}
      >
        {say('publishText')}
      </ConfirmByNumber>
      <AskReason
        open={asking === 'return'}
        title={say('returnTitle')}
        label={say('reason')}
        actWord={say('return')}
        busy={back.busy}
        error={back.error}
        act={(reason) => back.send({ params, body: { reason } })}
        cancel={() => ask(null)}
      />
      <AskReason
        open={asking === 'withdraw'}
        title={say('withdrawTitle')}
        label={say('reason')}
        actWord={say('withdraw')}
        danger
        busy={withdraw.busy}
        error={withdraw.error}
        act={(reason) => withdraw.send({ params, body: { reason } })}
        cancel={() => ask(null)}
      >
        {say('withdrawText')}
      </AskReason>
    </>
  )
}
