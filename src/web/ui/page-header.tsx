import { ArrowLeftOutlined } from '@ant-design/icons'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'

export interface PageHeaderProps {
  readonly title: string
  /** One sentence: what this screen is for. */
  readonly lead?: ReactNode
  readonly status?: ReactNode
  /** Where one came from, by its name; an address filled in already. */
  readonly back?: { readonly to: string; readonly label: string }
  /** Acts of this screen; at most one of them primary. */
  readonly acts?: ReactNode
}

/** Heading of a screen, which is also the window's title. */
export const PageHeader = ({ title, lead, status, back, acts }: PageHeaderProps) => {
  useEffect(() => {
    document.title = `${title} · 知新`
  }, [title])
  return (
    <header className="page-header">
      {back && (
        <Link to={back.to as LinkProps['to']} className="page-back">
          <ArrowLeftOutlined aria-hidden /> {back.label}
        </Link>
      )}
      <div className="page-heading">
        <div className="page-title">
          <h1>{title}</h1>
          {status}
        </div>
        {acts && <div className="page-acts">{acts}</div>}
      </div>
      {lead && <p className="page-lead">{lead}</p>}
    </header>
  )
}
