import { useEffect, useRef, type ReactNode } from 'react'
import type { Word } from '../words.ts'
import { DisplayMenu, useWords } from './display.tsx'

/** A page with one matter: entrance, notice, receipt. Its heading takes the focus, so that it is read out. */
export const Sheet = ({
  title,
  children,
  tone = 'plain',
}: {
  title: string
  children: ReactNode
  tone?: 'plain' | 'good' | 'stop'
}): ReactNode => {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="sheet-page">
      <header className="sheet-top">
        <span className="wordmark">{t('brand')}</span>
        <DisplayMenu />
      </header>
      <main className={`sheet ${tone}`}>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  )
}

/** The centre takes nothing now: what it says, or that nobody is reached, and what becomes of it all. */
export const LinkDown = ({ said, then }: { said: string | null; then: Word }): ReactNode => {
  const { t } = useWords()
  return <Trouble>{t(then, { what: said ? t('centreSays', { said }) : t('noLink') })}</Trouble>
}

/** A bar that says what does not work and what still does. */
export const Trouble = ({ children }: { children: ReactNode }): ReactNode => (
  <p className="trouble" role="status">
    <span aria-hidden="true">⚠</span> {children}
  </p>
)
