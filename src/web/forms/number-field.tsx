import { InputNumber, type InputNumberProps } from 'antd'

/** A number that is typed; the arrow keys step it. The library's tiny buttons for that would speak English to readers of screens. */
export const NumberField = (props: InputNumberProps<number>) => (
  <InputNumber<number> controls={false} {...props} />
)
