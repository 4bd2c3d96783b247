import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import {
  closeOrganisation,
  editContact,
  editOrganisation,
  reopenOrganisation,
  verifyOrganisation,
  type Organisation,
} from '../../../areas/organisations/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { filledIn } from '../../forms/filled-in.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { OrganisationPicker } from '../../forms/organisation-picker.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { OrganisationFormPage, type OrganisationForm } from '../office/organisation-form.tsx'

type Act = 'edit' | 'contact' | 'verify' | 'close'

/** What may be done with an organisation; each button is there only where the server would allow it. */
export const OrganisationActs = ({ organisation }: { organisation: Organisation }) => {
  const say = useWords('organisations')
  const [open, setOpen] = useState<Act | null>(null)
  const { may, status } = organisation
  const reopen = useCommand(reopenOrganisation, { done: () => announce(say('reopened')) })
  const close = () => setOpen(null)
  return (
    <>
      {may['organisation.close'] && status !== 'closed' && (
        <Button danger onClick={() => setOpen('close')}>
          {say('close')}
        </Button>
      )}
      {may['organisation.close'] && status === 'closed' && (
        <Button
          loading={reopen.busy}
          onClick={() => reopen.send({ params: { organisationId: organisation.id } })}
        >
          {say('reopen')}
        </Button>
      )}
      {may['organisation.edit'] && status !== 'closed' && (
        <Button onClick={() => setOpen('edit')}>{say('edit')}</Button>
      )}
      {!may['organisation.edit'] && may['organisation.editContact'] && status !== 'closed' && (
        <Button onClick={() => setOpen('contact')}>{say('editContact')}</Button>
      )}
      {may['organisation.verify'] && status === 'unverified' && (
        <Button type="primary" onClick={() => setOpen('verify')}>
          {say('verify')}
        </Button>
      )}
      {open === 'edit' && <EditAll organisation={organisation} close={close} />}
      {open === 'contact' && <EditContact organisation={organisation} close={close} />}
      {open === 'verify' && <Verify organisation={organisation} close={close} />}
      {open === 'close' && <Close organisation={organisation} close={close} />}
    </>
  )
}

interface ActProps {
  readonly organisation: Organisation
  readonly close: () => void
}

const EditAll = ({ organisation, close }: ActProps) => {
  const say = useWords('organisations')
  const [form] = Form.useForm<OrganisationForm>()
  const edit = useCommand(editOrganisation)
  const save = async (values: OrganisationForm) => {
    const body = { revision: organisation.revision, ...filledIn(values) } as BodyOf<typeof editOrganisation>
    await edit.run({ params: { organisationId: organisation.id }, body })
    announce(say('saved'))
    close()
  }
  return (
    <Modal
      open
      title={say('editTitle', { name: organisation.name })}
      footer={null}
      onCancel={close}
      width={680}
    >
      <OrganisationFormPage
        form={form}
        kind={organisation.kind}
        except={organisation.id}
        initial={formOf(organisation)}
        save={save}
        submitWord={say('edit')}
      />
    </Modal>
  )
}

const formOf = ({
  name,
  nameEn,
  shortName,
  creditCode,
  districtId,
  address,
  contact,
}: Organisation): OrganisationForm => ({
  name,
  nameEn,
  shortName,
  address,
  contact,
  ...(creditCode ? { creditCode } : {}),
  ...(districtId ? { districtId } : {}),
})

type Contact = Omit<BodyOf<typeof editContact>, 'revision'>

const EditContact = ({ organisation, close }: ActProps) => {
  const say = useWords('organisations')
  const rules = useRules(editContact.body)
  const [form] = Form.useForm<Contact>()
  const edit = useCommand(editContact)
  const save = async (values: Contact) => {
    await edit.run({
      params: { organisationId: organisation.id },
      body: { revision: organisation.revision, ...values },
    })
    announce(say('saved'))
    close()
  }
  const { nameEn, shortName, address, contact } = organisation
  return (
    <Modal open title={say('editContact')} footer={null} onCancel={close}>
      <FormPage
        form={form}
        initial={{ nameEn, shortName, address, contact }}
        save={save}
        submitWord={say('editContact')}
      >
        <Field name="nameEn" label={say('nameEn')} rules={rules('nameEn')}>
          <Input />
        </Field>
        <Field name="shortName" label={say('shortName')} rules={rules('shortName')}>
          <Input />
        </Field>
        <Field name="address" label={say('address')} rules={rules('address')}>
          <Input />
        </Field>
        <Field name="contact" label={say('contact')} rules={rules('contact')}>
          <Input />
        </Field>
      </FormPage>
    </Modal>
  )
}

const Verify = ({ organisation, close }: ActProps) => {
  const say = useWords('organisations')
  const ui = useWords('ui')
  const rules = useRules(verifyOrganisation.body)
  const [form] = Form.useForm<{ creditCode?: string }>()
  const verify = useCommand(verifyOrganisation)
  const save = async (values: { creditCode?: string }) => {
    await verify.run({ params: { organisationId: organisation.id }, body: filledIn(values) })
    announce(say('verified'))
    close()
  }
  return (
    <Modal open title={say('verifyTitle', { name: organisation.name })} footer={null} onCancel={close}>
      <p className="confirm-text">{say('verifyText')}</p>
      <FormPage
        form={form}
        initial={organisation.creditCode ? { creditCode: organisation.creditCode } : {}}
        save={save}
        submitWord={say('verify')}
      >
        <Field
          name="creditCode"
          label={say('creditCode')}
          optional={ui('optional')}
          help={say('creditCodeHelp')}
          rules={rules('creditCode')}
        >
          <Input className="code-input" autoComplete="off" />
        </Field>
      </FormPage>
    </Modal>
  )
}

type Closing = BodyOf<typeof closeOrganisation>

const Close = ({ organisation, close }: ActProps) => {
  const say = useWords('organisations')
  const ui = useWords('ui')
  const rules = useRules(closeOrganisation.body)
  const [form] = Form.useForm<Closing>()
  const command = useCommand(closeOrganisation)
  const reopen = useCommand(reopenOrganisation)
  const params = { organisationId: organisation.id }
  const save = async (values: Closing) => {
    await command.run({ params, body: filledIn(values) as Closing })
    announce(say('closed'), () => reopen.run({ params }))
    close()
  }
  return (
    <Modal open title={say('closeTitle', { name: organisation.name })} footer={null} onCancel={close}>
      <p className="confirm-text">{say('closeText')}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('close')}>
        <Field name="reason" label={say('closeReason')} rules={rules('reason', 'required')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
        <Field name="successorId" label={say('successor')} optional={ui('optional')}>
          <OrganisationPicker kind={organisation.kind} />
        </Field>
      </FormPage>
    </Modal>
  )
}
