import { Form, Input } from 'antd'
import type { TObject } from 'typebox'
import { useWords } from '../i18n/words.ts'
import { Field } from './field.tsx'
import { useRules } from './rules.ts'

export interface NewPasswordProps {
  /** Of the endpoint that takes the password: its rule is the field's. */
  readonly body: TObject | undefined
  /** What the endpoint calls it. */
  readonly name?: 'password' | 'next'
  readonly label?: string
}

/** A password chosen now. */
export const NewPasswordField = ({ body, name = 'password', label }: NewPasswordProps) => {
  const say = useWords('accounts')
  const rules = useRules(body)
  return (
    <Field
      name={name}
      label={label ?? say('password')}
      help={say('passwordNextHelp')}
      rules={rules(name, 'required')}
    >
      <Input.Password autoComplete="new-password" />
    </Field>
  )
}

/** A new password for an account that has one, and once more against a slip of the finger. */
export const NewPasswordFields = ({ body, name = 'password' }: Omit<NewPasswordProps, 'label'>) => {
  const say = useWords('accounts')
  const form = Form.useFormInstance<Record<'password' | 'next', string>>()
  return (
    <>
      <NewPasswordField body={body} name={name} label={say('passwordNext')} />
      <Field
        name="again"
        label={say('passwordRepeat')}
        rules={[
          { required: true, message: say('required') },
          {
            validator: (_: unknown, value: string | undefined) =>
              value === undefined || value === form.getFieldValue(name)
                ? Promise.resolve()
                : Promise.reject(new Error(say('passwordDiffers'))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Field>
    </>
  )
}
