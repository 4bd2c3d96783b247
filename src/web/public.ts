import './screens/public/public.css'

/** Printing is the only thing here that needs script; the button shows itself only where it works. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// A name typed for a check is on the page already: the address, which is copied, bookmarked and kept, goes without it.
const address = new URL(location.href)
if (address.pathname.startsWith('/verify/') && address.searchParams.has('name')) {
  address.searchParams.delete('name')
  history.replaceState(history.state, '', address)
}
