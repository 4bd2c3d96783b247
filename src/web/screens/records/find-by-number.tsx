import { Link } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { findPerson, type PersonSummary } from '../../../areas/people/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'

type Typed = BodyOf<typeof findPerson>

export interface FindByNumberProps {
  readonly close: () => void
  /** Where to go with the person found; to the record, unless told. */
  readonly link?: (found: PersonSummary) => ReactNode
}

/** Finds one person by the whole number. What was typed stays out of the address and is not kept. */
export const FindByNumber = ({ close, link }: FindByNumberProps) => {
  const say = useWords('people')
  const rules = useRules(findPerson.body)
  const [form] = Form.useForm<Typed>()
  const find = useCommand(findPerson, { refresh: false })
  const [found, setFound] = useState<PersonSummary | null | undefined>(undefined)
  const save = async ({ number }: Typed) => setFound((await find.run({ body: { number } })).person)
  return (
    <Modal open title={say('find')} footer={null} onCancel={close} destroyOnHidden>
      <p className="confirm-text">{say('findText')}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('findAct')}>
        <Field name="number" label={say('identity')} rules={rules('number', 'required')}>
          <Input className="code-input" autoComplete="off" spellCheck={false} />
        </Field>
      </FormPage>
      <div role="status">
        {found === null && <p>{say('findNone')}</p>}
        {found && (
          <p>
            <strong>{found.name}</strong> <code>{found.identityMasked}</code>{' '}
            {link ? (
              link(found)
            ) : (
              <Link to="/people/$personId" params={{ personId: found.id }} onClick={close}>
                {say('findOpen')}
              </Link>
            )}
          </p>
        )}
      </div>
    </Modal>
  )
}
