import { Form } from 'antd'
import type { Rule } from 'antd/es/form/index.js'
import type { NamePath } from 'antd/es/form/interface.js'
import type { ReactElement } from 'react'

export interface FieldProps {
  readonly name: NamePath
  readonly label: string
  /** Stands between label and field: read before typing, not after failing. */
  readonly help?: string
  readonly rules?: Rule[]
  readonly optional?: string
  readonly children: ReactElement
  readonly valueIsChecked?: boolean
}

/** One field of a form: label above, help before the field, fault below. */
export const Field = ({ name, label, help, rules, optional, children, valueIsChecked }: FieldProps) => (
  <Form.Item
    name={name}
    rules={rules ?? []}
    required={false}
    {...(valueIsChecked ? { valuePropName: 'checked' } : {})}
    label={
      <span className="field-label">
        <span>
          {label}
          {optional && <span className="field-optional"> {optional}</span>}
        </span>
        {help && <span className="field-help">{help}</span>}
      </span>
    }
  >
    {children}
  </Form.Item>
)
