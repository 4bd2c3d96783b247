import { wordmarkPath } from '../../ui/wordmark-path.ts'
import { html, type Html } from './html.ts'
import { wordsOf, type Language, type Say } from './words.ts'

/** What every public page needs beside its own data. */
export interface PageFrame {
  readonly language: Language
  /** Path and query of this page, for the language switch. */
  readonly address: string
  /** Built assets from the manifest. */
  readonly assets: { readonly css: readonly string[]; readonly script: string | null }
  readonly demo: boolean
}

type Place = 'home' | 'catalogue' | 'check' | 'institutions' | 'notices' | null

/** The product's sign: a ring three-quarters full beside the wordmark. */
const sign = html`<svg class="sign" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false"><circle cx="16" cy="16" r="12.5" fill="none" stroke="currentColor" stroke-opacity=".22" stroke-width="3"/><circle cx="16" cy="16" r="12.5" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="58.9 19.64" stroke-linecap="round" transform="rotate(-90 16 16)"/></svg>`

/** A whole page: head, navigation, content, footer. Works without script. */
export const page = (frame: PageFrame, place: Place, title: string, content: Html): string => {
  const say = wordsOf(frame.language)
  const link = (to: string, at: Place, word: Parameters<Say>[0]): Html =>
    html`<a href="${to}"${at === place ? html` aria-current="page"` : null}>${say(word)}</a>`
  return `<!doctype html>${
    html`<html lang="${frame.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === '' ? `${say('siteName')} · ${say('siteTagline')}` : `${title} · ${say('siteName')}`}</title>
<meta name="description" content="${say('siteTagline')} · ${say('heroText')}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0B6B6B">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${frame.assets.css.map((file) => html`<link rel="stylesheet" href="${file}">`)}
${frame.assets.script ? html`<script type="module" src="${frame.assets.script}"></script>` : null}
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
<header class="top">${frame.demo ? html`<p class="demo" role="note">${say('demoBanner')}</p>` : null}<div class="wide">
<a class="brand" href="/" aria-label="${say('siteName')}">${sign}<svg viewBox="0 0 57 28" width="49" height="24" aria-hidden="true" focusable="false"><path d="${wordmarkPath}" fill="currentColor"/></svg>${frame.language === 'en' ? html`<span>Zhixin</span>` : null}</a>
<nav aria-label="${say('siteName')}">
${link('/', 'home', 'home')}${link('/catalogue', 'catalogue', 'catalogue')}${link('/verify', 'check', 'check')}${link('/institutions', 'institutions', 'institutions')}${link('/notices', 'notices', 'notices')}
</nav>
<div class="side"><a href="${otherLanguage(frame)}" lang="${say('otherLanguage') === 'en' ? 'en' : 'zh-CN'}" hreflang="${say('otherLanguage')}" rel="alternate">${say('language')}</a><a class="button quiet" href="/app">${say('signIn')}</a></div>
</div></header>
<main id="content" tabindex="-1">${content}</main>
<footer class="bottom"><div class="wide"><p>${say('footerText')}</p></div></footer>
</body>
</html>`.html
  }`
}

const otherLanguage = (frame: PageFrame): string => {
  const [path, query] = frame.address.split('?')
  const asked = new URLSearchParams(query)
  asked.set('lang', frame.language === 'zh' ? 'en' : 'zh')
  return `${path}?${asked}`
}

/** Page of something that is not there. */
export const notFoundPage = (frame: PageFrame): string => {
  const say = wordsOf(frame.language)
  return page(
    frame,
    null,
    say('notFoundTitle'),
    html`<div class="narrow"><h1>${say('notFoundTitle')}</h1><p>${say('notFoundText')}</p><p><a class="button" href="/">${say('backHome')}</a></p></div>`,
  )
}

/** The certificate check box, the same on the home page and on its own. */
export const checkForm = (
  say: Say,
  options: { number?: string; name?: string; withName: boolean },
): Html => html`<form class="check" action="/verify" method="get" role="search" aria-label="${say('checkTitle')}">
<div class="field"><label for="number">${say('checkLabel')}</label><p class="hint" id="number-hint">${say('checkHint')}</p>
<input id="number" name="number" value="${options.number ?? ''}" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="number-hint"></div>
${
  options.withName
    ? html`<div class="field"><label for="name">${say('nameLabel')}</label><p class="hint" id="name-hint">${say('nameHint')}</p><input id="name" name="name" value="${options.name ?? ''}" maxlength="60" autocomplete="off" aria-describedby="name-hint"></div>`
    : null
}
<button class="button" type="submit">${say('checkButton')}</button>
</form>`
