import { createRoot } from 'react-dom/client'
import { askingSession } from './api/session.ts'
import { App, client } from './app/app.tsx'
import { signStyles } from './app/page-nonce.ts'
import { rememberedLanguage } from './i18n/language.ts'
import { startWords } from './i18n/words.ts'
import { plainCopies } from './ui/plain-copies.ts'
import { startTheme } from './ui/theme.ts'
import './ui/app.css'

const place = document.getElementById('app')
if (!place) throw new Error('the page lacks #app')

// A new release removes the files of the old one: a page left open fetches the new page, once.
const reloadSlot = 'zhixin.reloaded-at'
const reloadPause = 30_000
addEventListener('vite:preloadError', (event) => {
  if (Date.now() - Number(sessionStorage.getItem(reloadSlot) ?? 0) < reloadPause) return
  sessionStorage.setItem(reloadSlot, String(Date.now()))
  event.preventDefault()
  location.reload()
})

signStyles()
startTheme()
plainCopies()
// What nearly every first screen needs is asked for at once, not one after the other.
if (!/\/(sign-in|setup)$/.test(location.pathname)) {
  void client.prefetchQuery(askingSession)
  void import('./ui/shell/shell.tsx')
}
await startWords(rememberedLanguage())
createRoot(place).render(<App />)
