import { useEffect, type ReactNode } from 'react'
import { useWords } from '../../i18n/words.ts'
import { LanguageSwitch } from '../../ui/shell/language-switch.tsx'
import { Wordmark } from '../../ui/wordmark.tsx'
import './sign-in.css'

export interface DoorProps {
  /** Of the window; the page's own heading is among the children. */
  readonly title: string
  /** Where else one may want to go from here. */
  readonly elsewhere?: ReactNode
  /** What stands beside the form where there is room. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page before signing in. */
export const Door = ({ title, elsewhere, beside, children }: DoorProps) => {
  const say = useWords('accounts')
  useEffect(() => {
    document.title = `${title} · 知新`
  }, [title])
  return (
    <div className="door">
      <header className="door-top">
        <a href="/" className="shell-brand" aria-label={say('publicSite')}>
          <Wordmark />
        </a>
        <span className="shell-space" />
        {elsewhere}
        <LanguageSwitch />
      </header>
      <main className={beside ? 'door-main door-demo' : 'door-main'}>
        <section className="door-form">{children}</section>
        {beside}
      </main>
    </div>
  )
}
