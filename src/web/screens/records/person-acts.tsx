import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { editContacts, renamePerson, replaceIdentity, type Person } from '../../../areas/people/contract.ts'
import type { IdentityKind } from '../../../kernel/identity-number.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { IdentityFields } from '../../forms/identity-fields.tsx'
import { EraseCertificates } from '../office/erase-certificates.tsx'

type Act = 'rename' | 'contacts' | 'replace'

/** What may be done with a record; each button is there only where the server would allow it. */
export const PersonActs = ({ person }: { person: Person }) => {
  const say = useWords('people')
  const merges = useWords('merges')
  const navigate = useNavigate()
  const [open, setOpen] = useState<Act | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      {person.may['person.merge'] && (
        <Button
          onClick={() => void navigate({ to: '/people/$personId/merge', params: { personId: person.id } })}
        >
          {merges('act')}
        </Button>
      )}
      {person.may['person.replaceIdentity'] && (
        <Button onClick={() => setOpen('replace')}>{say('replace')}</Button>
      )}
      {person.may['person.rename'] && <Button onClick={() => setOpen('rename')}>{say('rename')}</Button>}
      {person.may['person.editContacts'] && (
        <Button onClick={() => setOpen('contacts')}>{say('contacts')}</Button>
      )}
      {person.may['certificate.erase'] && <EraseCertificates person={person} />}
      {open === 'rename' && <Rename person={person} close={close} />}
      {open === 'contacts' && <Contacts person={person} close={close} />}
      {open === 'replace' && <Replace person={person} close={close} />}
    </>
  )
}

interface ActProps {
  readonly person: Person
  readonly close: () => void
}

const Rename = ({ person, close }: ActProps) => {
  const say = useWords('people')
  const rules = useRules(renamePerson.body)
  const [form] = Form.useForm<{ name: string; reason: string }>()
  const rename = useCommand(renamePerson)
  const save = async (typed: { name: string; reason: string }) => {
    await rename.run({ params: { personId: person.id }, body: { ...typed, revision: person.revision } })
    announce(say('renamed'))
    close()
  }
  return (
    <Modal open title={say('renameTitle', { name: person.name })} footer={null} onCancel={close}>
      <p className="confirm-text">{say('renameText')}</p>
      <FormPage form={form} initial={{ name: person.name }} save={save} submitWord={say('rename')}>
        <Field name="name" label={say('newName')} help={say('nameHelp')} rules={rules('name', 'required')}>
          <Input autoComplete="off" />
        </Field>
        <Field name="reason" label={say('renameReason')} rules={rules('reason', 'required')}>
          <Input />
        </Field>
      </FormPage>
    </Modal>
  )
}

const Contacts = ({ person, close }: ActProps) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const rules = useRules(editContacts.body)
  const [form] = Form.useForm<{ phone: string; email: string }>()
  const edit = useCommand(editContacts)
  const save = async ({ phone, email }: { phone?: string; email?: string }) => {
    await edit.run({
      params: { personId: person.id },
      body: { phone: phone ?? '', email: email ?? '', revision: person.revision },
    })
    announce(say('contactsSaved'))
    close()
  }
  return (
    <Modal open title={say('contacts')} footer={null} onCancel={close}>
      <FormPage
        form={form}
        initial={{ phone: person.phone, email: person.email }}
        save={save}
        submitWord={ui('save')}
      >
        <Field name="phone" label={say('phone')} optional={ui('optional')} rules={rules('phone')}>
          <Input inputMode="tel" autoComplete="off" />
        </Field>
        <Field name="email" label={say('email')} optional={ui('optional')} rules={rules('email')}>
          <Input inputMode="email" autoComplete="off" />
        </Field>
      </FormPage>
    </Modal>
  )
}

interface Replacement {
  readonly identity: { readonly kind?: IdentityKind; readonly number: string }
  readonly reason: string
}

const Replace = ({ person, close }: ActProps) => {
  const say = useWords('people')
  const rules = useRules(replaceIdentity.body)
  const [form] = Form.useForm<Replacement>()
  const replace = useCommand(replaceIdentity)
  const save = async ({ identity, reason }: Replacement) => {
    const typed = { number: identity.number, ...(identity.kind ? { kind: identity.kind } : {}) }
    await replace.run({ params: { personId: person.id }, body: { identity: typed, reason } })
    announce(say('replaced'))
    close()
  }
  return (
    <Modal open title={say('replaceTitle', { name: person.name })} footer={null} onCancel={close}>
      <p className="confirm-text">{say('replaceText')}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('replace')}>
        <IdentityFields />
        <Field name="reason" label={say('replaceReason')} rules={rules('reason', 'required')}>
          <Input />
        </Field>
      </FormPage>
    </Modal>
  )
}
