import { expect, test } from 'vitest'
import { html } from './html.ts'

test('escapes every value, in text and in attributes', () => {
  const name = '<script>alert("x")</script>\' onload=1'
  expect(html`<p title="${name}">${name}</p>`.html).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39; onload=1">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39; onload=1</p>',
  )
})

test('keeps what was built by itself and leaves nothing out but nothing', () => {
  const items = ['a', 'b'].map((one) => html`<li>${one}</li>`)
  expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}`.html).toBe('<ul><li>a</li><li>b</li></ul>0')
})
