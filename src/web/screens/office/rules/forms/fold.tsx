import { useState, type ReactNode } from 'react'

/**
 * A thing folded away behind its heading. What is in it is drawn once it is opened: a regulation has hundreds of fields.
 */
export const Fold = ({
  heading,
  pointer,
  isOpen,
  isDrawn = false,
  className,
  children,
}: {
  readonly heading: ReactNode
  readonly pointer?: string
  readonly isOpen: boolean
  /** Its content is there while it is shut: a fault may lead into it from anywhere. */
  readonly isDrawn?: boolean
  readonly className: string
  readonly children: () => ReactNode
}) => {
  const [open, setOpen] = useState(isOpen)
  return (
    <details className={className} open={open} data-pointer={pointer}>
      <summary
        onClick={(event) => {
          event.preventDefault()
          setOpen(!open)
        }}
      >
        {heading}
      </summary>
      {(open || isDrawn) && children()}
    </details>
  )
}
