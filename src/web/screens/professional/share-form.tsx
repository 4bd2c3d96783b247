import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { makeShare } from '../../../areas/certificates/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useWords } from '../../i18n/words.ts'
import { CopyText } from '../../ui/copy-text.tsx'

interface Typed {
  readonly days: number
  readonly note?: string
}

const spans = [1, 7, 30, 90] as const

/** A button that makes a link to one certificate, or (`null`) to all in force; the link is told once. */
export const ShareCertificates = ({ number, primary }: { number: string | null; primary?: boolean }) => {
  const say = useWords('certificates')
  const [sharing, setSharing] = useState(false)
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} onClick={() => setSharing(true)}>
        {say(number === null ? 'shareAll' : 'share')}
      </Button>
      {sharing && <ShareForm number={number} close={() => setSharing(false)} />}
    </>
  )
}

const ShareForm = ({ number, close }: { number: string | null; close: () => void }) => {
  const say = useWords('certificates')
  const [form] = Form.useForm<Typed>()
  const make = useCommand(makeShare)
  const save = async ({ days, note }: Typed) => {
    await make.run({ body: { number, days, note: note ?? '' } })
  }
  return (
    <Modal
      open
      title={number === null ? say('shareAll') : say('shareThis', { number })}
      footer={null}
      onCancel={close}
    >
      {make.reply ? (
        <>
          <p className="note note-green">{say('shareReady')}</p>
          <CopyText
            label={say('shareAddress')}
            text={make.reply.address}
            copyWord={say('copy')}
            copiedWord={say('copied')}
            refusedWord={say('copyRefused')}
          />
        </>
      ) : (
        <FormPage form={form} initial={{ days: 30, note: '' }} save={save} submitWord={say('shareMake')}>
          <Field name="days" label={say('shareDays')}>
            <Radio.Group options={spans.map((value) => ({ value, label: say(`days.${value}`) }))} />
          </Field>
          <Field name="note" label={say('shareNote')} help={say('shareNoteHelp')} optional={say('optional')}>
            <Input maxLength={100} />
          </Field>
        </FormPage>
      )}
    </Modal>
  )
}
