import { describe, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()
const stamp = Date.now()

describe('an invitation', () => {
  it('made by an officer is accepted on a phone with an account made there, and works once', async () => {
    const name = `邀请${String(stamp).slice(-6)}`
    const officer = await browser.openAs('institution', '/app/own-organisation')
    await officer.getByRole('button', { name: '邀请同事' }).click()
    await officer.getByLabel('对方姓名').fill(name)
    await officer.getByRole('button', { name: '生成邀请链接' }).click()
    const link = await officer.getByRole('textbox', { name: '邀请链接' }).inputValue()
    await officer.getByRole('button', { name: '完成' }).click()
    const line = officer.getByRole('listitem').filter({ hasText: name })
    await line.getByText('待接受').waitFor()

    const address = new URL(link)
    const guest = await browser.open(`${address.pathname}${address.hash}`, { size: 'phone' })
    await guest.getByText('我还没有账号').click()
    await guest.getByLabel('登录名').fill(`guest.${stamp}`)
    await guest.getByLabel(/^密码/).fill('a-long-password')
    await whole(guest, 'invitation-new-account-375-zh')
    await guest.getByRole('button', { name: '注册并接受' }).click()
    await guest.getByRole('heading', { level: 1, name: '待办' }).waitFor()

    await officer.reload()
    await line.getByText('已接受').waitFor()
    const late = await browser.open(`${address.pathname}${address.hash}`)
    await late.getByText('每个链接只能使用一次').waitFor()
  })

  it('withdrawn by the officer is refused to somebody signed in, who is told why', async () => {
    const name = `撤回${String(stamp).slice(-6)}`
    const officer = await browser.openAs('employer', '/app/own-organisation')
    await officer.getByRole('button', { name: '邀请同事' }).click()
    await officer.getByLabel('对方姓名').fill(name)
    await officer.getByRole('button', { name: '生成邀请链接' }).click()
    const address = new URL(await officer.getByRole('textbox', { name: '邀请链接' }).inputValue())
    await officer.getByRole('button', { name: '完成' }).click()

    const guest = await browser.openAs('expert', `${address.pathname}${address.hash}`)
    const accept = guest.getByRole('button', { name: '接受邀请' })
    await accept.waitFor()
    await officer.getByRole('button', { name: `撤回 ${name}` }).click()
    await officer.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click()
    await officer.getByText('邀请已撤回').first().waitFor()
    await accept.click()
    await guest.getByText('这份邀请已被撤回').waitFor()
  })
})
