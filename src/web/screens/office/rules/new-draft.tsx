import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useId, useRef, useState } from 'react'
import { importDraft, listRules, startDraft } from '../../../../areas/rule-studio/contract.ts'
import type { ReplyOf } from '../../../../wire/endpoint.ts'
import { isProblem } from '../../../api/problem-error.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Choice } from '../../../forms/choice.tsx'
import { useEitherName, useWords } from '../../../i18n/words.ts'
import { announce } from '../../../ui/notices.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'

/** A regulation written from nothing: its id, and what it stands on. */
export const BeginDraft = ({
  open,
  packs,
  close,
}: {
  open: boolean
  packs: ReplyOf<typeof listRules>['packs']
  close: () => void
}) => {
  const say = useWords('rules')
  const ui = useWords('ui')
  const either = useEitherName()
  const navigate = useNavigate()
  const id = useId()
  const [packId, setPackId] = useState('')
  const [on, setOn] = useState('')
  const start = useCommand(startDraft, {
    done: ({ draftId }) => {
      close()
      void navigate({ to: '/rule-drafts/$draftId', params: { draftId } })
    },
  })
  return (
    <Modal
      open={open}
      title={say('newDraft')}
      okText={say('begin')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: start.busy, disabled: packId.trim() === '' }}
      onCancel={close}
      onOk={() =>
        start.send({ body: { packId: packId.trim(), from: 'empty', ...(on === '' ? {} : { on }) } })
      }
      destroyOnHidden
    >
      <div className="field">
        <label htmlFor={id}>{say('packId')}</label>
        <p className="hint">{say('packIdHelp')}</p>
        <Input
          id={id}
          value={packId}
          spellCheck={false}
          onChange={(event) => setPackId(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-on`}>{say('standsOn')}</label>
        <p className="hint">{say('standsOnHelp')}</p>
        <Choice
          id={`${id}-on`}
          value={on}
          onChange={(value: string) => setOn(value)}
          options={[
            { value: '', label: say('nothingAbove') },
            ...packs.map((pack) => ({
              value: pack.id,
              label: either(pack.title.zh, pack.title.en) || pack.id,
            })),
          ]}
        />
      </div>
      <ProblemNotice error={start.error} />
    </Modal>
  )
}

/** A draft from a file: signed by this office, by another whose key was confirmed, or unsigned and then marked so. */
export const ImportDraft = ({ open, close }: { open: boolean; close: () => void }) => {
  const say = useWords('rules')
  const ui = useWords('ui')
  const navigate = useNavigate()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [trust, setTrust] = useState('')
  const send = useCommand(importDraft, {
    done: ({ draftId }) => {
      close()
      announce(say('imported'))
      void navigate({ to: '/rule-drafts/$draftId', params: { draftId } })
    },
  })
  return (
    <Modal
      open={open}
      title={say('importTitle')}
      okText={say('import')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: send.busy, disabled: file === null }}
      onCancel={close}
      onOk={() =>
        send.send({
          body: { file: file?.text ?? '', ...(trust.trim() === '' ? {} : { trust: trust.trim() }) },
        })
      }
      destroyOnHidden
    >
      <p className="confirm-text">{say('importText')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".jws,.json,.txt"
        aria-label={say('chooseFile')}
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          void chosen?.text().then((text) => setFile({ name: chosen.name, text }))
        }}
      />
      <Button onClick={() => input.current?.click()}>{say('chooseFile')}</Button>
      {file && <p role="status">{say('fileChosen', { name: file.name })}</p>}
      {isProblem(send.error, 'rule-file.key-unknown') && (
        <div className="field">
          <label htmlFor={id}>{say('trust')}</label>
          <p className="hint">{say('trustHelp')}</p>
          <Input
            id={id}
            value={trust}
            spellCheck={false}
            onChange={(event) => setTrust(event.target.value)}
          />
        </div>
      )}
      <ProblemNotice error={send.error} />
    </Modal>
  )
}
