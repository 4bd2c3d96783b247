import { Input } from 'antd'
import { identityKinds } from '../../kernel/identity-number.ts'
import { useWords } from '../i18n/words.ts'
import { Choice } from './choice.tsx'
import { Field } from './field.tsx'

/** An identity number and, where the number alone does not tell it, the kind of document; under `identity` in the form. */
export const IdentityFields = () => {
  const say = useWords('people')
  const ui = useWords('ui')
  return (
    <>
      <Field
        name={['identity', 'number']}
        label={say('identity')}
        help={say('identityHelp')}
        rules={[{ required: true, message: ui('fieldRequired') }]}
      >
        <Input className="code-input" autoComplete="off" spellCheck={false} maxLength={60} />
      </Field>
      <Field
        name={['identity', 'kind']}
        label={say('kindLabel')}
        help={say('kindHelp')}
        optional={ui('optional')}
      >
        <Choice allowClear options={identityKinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
      </Field>
    </>
  )
}
