import { Form, Input } from 'antd'
import type { TObject } from 'typebox'
import { useWords } from '../i18n/words.ts'
import { Field } from './field.tsx'
import { useRules } from './rules.ts'

/** A new password, and once more against a slip of the finger, by the rule of the endpoint that takes it as `password`. */
export const NewPasswordFields = ({ body }: { body: TObject | undefined }) => {
  const say = useWords('accounts')
  const form = Form.useFormInstance<{ password: string }>()
  const rules = useRules(body)
  return (
    <>
      <Field
        name="password"
        label={say('passwordNext')}
        help={say('passwordNextHelp')}
        rules={rules('password', 'required')}
      >
        <Input.Password autoComplete="new-password" />
      </Field>
      <Field
        name="again"
        label={say('passwordRepeat')}
        rules={[
          { required: true, message: say('required') },
          {
            validator: (_: unknown, value: string | undefined) =>
              value === undefined || value === form.getFieldValue('password')
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
