import './screens/public/public.css'

/** Printing is the only thing here that needs script; the button shows itself only where it works. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
