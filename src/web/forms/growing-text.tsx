import { Input } from 'antd'
import type { CSSProperties } from 'react'
import type { TextAreaProps } from 'antd/es/input/index.js'

/**
 * Several lines of text in a field that grows with them. The browser does the growing (`field-sizing`); the library's own
 * way measures in a hidden twin, which the page's policy and screen readers both object to.
 */
export const GrowingText = ({ rows = 3, ...props }: TextAreaProps) => (
  <Input.TextArea
    {...props}
    rows={rows}
    className="growing-text"
    style={{ '--rows': rows } as CSSProperties}
  />
)
