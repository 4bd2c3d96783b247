import { describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()

interface Session {
  readonly account: { readonly personId: string; readonly name: string }
  readonly roles: readonly { readonly organisationId: string; readonly organisationName: string }[]
}

describe('changing employer', () => {
  it('is asked on a phone in the profile, refused with a reason, asked again and accepted', async () => {
    const employer = await (await browser.apiAs('employer')).get<Session>('/api/v1/sessions/current')
    const mine = await (await browser.apiAs('professional')).get<Session>('/api/v1/sessions/current')
    const [held] = employer.roles
    const name = held?.organisationName ?? ''
    const person = await browser.openAs('professional', '/app/account', { size: 'phone' })
    const ask = async () => {
      await person.getByRole('button', { name: /^(变更|加入)单位$/ }).click()
      const dialog = person.getByRole('dialog')
      await dialog.getByRole('combobox', { name: '新单位' }).fill(name.slice(0, 6))
      await person.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
      const leaving = dialog.getByRole('combobox', { name: '要离开的单位' })
      if (await leaving.count()) {
        await leaving.click()
        await person
          .locator('.ant-select-dropdown:visible .ant-select-item-option')
          .filter({ hasText: '不离开，同时任职' })
          .click()
      }
      // A list that is still closing is no part of the form.
      await expect.poll(() => person.locator('.ant-select-dropdown:visible').count()).toBe(0)
      await whole(person, 'change-employer-375-zh')
      await dialog.getByRole('button', { name: '提交申请' }).click()
    }
    await person.getByRole('heading', { name: '任职单位' }).waitFor()
    const works = await (await browser.apiAs('professional')).get<{
      employments: { id: string; employerName: string; to: string | null }[]
    }>(`/api/v1/people/${mine.account.personId}`)
    // Whoever works there already is let go first, and is back at the end.
    for (const { id, employerName, to } of works.employments)
      if (employerName === name && to === null)
        await (await browser.apiAs('employer')).post(
          `/api/v1/people/${mine.account.personId}/employments/${id}/end`,
          { on: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) },
        )
    await person.reload()
    await person.getByRole('heading', { name: '任职单位' }).waitFor()
    await ask()
    await person.getByText(`申请加入 ${name}`).waitFor()

    const clerk = await browser.openAs('employer', '/app')
    await clerk.getByRole('heading', { name: /申请加入本单位的人员/ }).waitFor()
    await clerk.getByRole('link', { name: mine.account.name, exact: true }).first().click()
    await clerk.getByRole('button', { name: `不同意 ${mine.account.name}` }).click()
    await clerk.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('尚未办理入职手续')
    await clerk.getByRole('dialog').getByRole('button', { name: '不同意' }).click()
    await clerk.getByText('已答复本人').first().waitFor()
    await person.reload()
    await person.getByText(/尚未办理入职手续/).waitFor()

    await ask()
    await clerk.reload()
    await clerk.getByRole('button', { name: `同意 ${mine.account.name}`, exact: true }).click()
    await clerk
      .getByText(/^已同意，/)
      .first()
      .waitFor()
    await person.reload()
    await person.getByText(name).first().waitFor()
    await clerk.getByRole('link', { name: mine.account.name, exact: true }).first().click()
    await clerk.getByRole('heading', { level: 1, name: mine.account.name }).waitFor()
  })
})
