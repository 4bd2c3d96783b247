import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { MenuOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useEffect, useState } from 'react'
import { useActingRole, useFreshSession } from '../../api/session.ts'
import { useWords } from '../../i18n/words.ts'
import { Toasts } from '../notices.tsx'
import { PrintFoot } from '../print-foot.tsx'
import { useNarrow } from '../theme.ts'
import { Wordmark } from '../wordmark.tsx'
import { ActingBar } from './acting-bar.tsx'
import { AccountMenu } from './account-menu.tsx'
import { JobBell } from './job-bell.tsx'
import { KeyHelp } from './key-help.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { placeHere, placesOf, type Place } from './places.tsx'
import { RoleSwitch } from './role-switch.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { EnrolFirst } from '../../screens/account/enrol-first.tsx'
import './shell.css'

const onTabBar = 4

/** The frame around every signed-in screen: where one is, as whom, and where else one can go. */
export const Shell = () => {
  const say = useWords('shell')
  const session = useFreshSession()
  const role = useActingRole()
  const narrow = useNarrow()
  const places = role ? placesOf[role.role] : []
  // Latched: the codes of the last step stay until the reader has kept them, though the session needs no more by then.
  const [enrolling, setEnrolling] = useState<string | null>(null)
  if (session?.mustEnrol && enrolling !== session.account.id) setEnrolling(session.account.id)
  const enrolFirst = enrolling !== null && (session === null || session.account.id === enrolling)
  usePlaceKeys(places)
  useFocusOnArrival()
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      {session?.account.demo && (
        <aside aria-label={say('demo')}>
          <p className="shell-demo">{say('demoBanner')}</p>
        </aside>
      )}
      <OfflineBar />
      <ActingBar />
      <header className="shell-top">
        {narrow && places.length > onTabBar && <PlacesDrawer places={places} />}
        <Link to="/" className="shell-brand" aria-label={say('home')}>
          <Wordmark />
        </Link>
        {!narrow && <RoleSwitch />}
        <span className="shell-space" />
        {!narrow && <LanguageSwitch />}
        {!narrow && <ThemeSwitch />}
        <JobBell />
        <AccountMenu />
      </header>
      <div className="shell-middle">
        {!narrow && (
          <nav className="shell-side" aria-label={say('places')}>
            <PlaceLinks places={places} />
          </nav>
        )}
        <main id="main" className="shell-main" tabIndex={-1}>
          {enrolFirst ? <EnrolFirst done={() => setEnrolling(null)} /> : <Outlet />}
          <PrintFoot />
        </main>
      </div>
      {narrow && (
        <nav className="shell-tabs" aria-label={say('places')}>
          <PlaceLinks places={places.slice(0, onTabBar)} />
        </nav>
      )}
      <KeyHelp places={places} />
      <SignInAgain />
      <Toasts />
    </div>
  )
}

const PlaceLinks = ({ places, chosen }: { places: readonly Place[]; chosen?: () => void }) => {
  const say = useWords('shell')
  const here = placeHere(places, useRouterState({ select: (state) => state.location.pathname }))
  return (
    <ul>
      {places.map((place) => {
        const { to, word, icon: Icon } = place
        return (
          <li key={`${to} ${word}`}>
            <Link
              to={to}
              activeProps={{}}
              activeOptions={{ exact: true }}
              {...(place === here ? { 'aria-current': 'page' } : { 'aria-current': undefined })}
              {...(chosen ? { onClick: chosen } : {})}
            >
              <Icon aria-hidden />
              <span>{say(word)}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

const PlacesDrawer = ({ places }: { places: readonly Place[] }) => {
  const say = useWords('shell')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        type="text"
        icon={<MenuOutlined aria-hidden />}
        aria-label={say('places')}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="left"
        size={280}
        title={<Wordmark height={22} />}
      >
        <nav className="shell-side shell-drawer" aria-label={say('places')}>
          <PlaceLinks places={places} chosen={() => setOpen(false)} />
        </nav>
      </Drawer>
    </>
  )
}

/** g then a letter leads to a place; / goes to the search box. */
const usePlaceKeys = (places: readonly Place[]): void => {
  const navigate = useNavigate()
  useEffect(() => {
    // Times count from the loading of the page: none must read as “g was pressed at its beginning”.
    let afterG = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || isTypingIn(event.target)) return
      if (event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('[data-search] input, input[data-search]')
        box?.focus()
        if (box) event.preventDefault()
        return
      }
      if (event.key === 'g') {
        afterG = event.timeStamp
        return
      }
      const place =
        event.timeStamp - afterG < 1200 ? places.find(({ letter }) => letter === event.key) : undefined
      afterG = Number.NEGATIVE_INFINITY
      if (place) void navigate({ to: place.to })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [places, navigate])
}

const isTypingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** A new screen begins at its top for everybody: the focus goes to the content, as after loading a page. */
const useFocusOnArrival = (): void => {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const [first, setFirst] = useState(path)
  useEffect(() => {
    if (path === undefined || path === first) return
    setFirst(undefined)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [path, first])
}
