import type { Page } from 'playwright-core'
import type { SignIn } from '../../scripts/journey/journey-client.ts'

/** Fills in the form of the door, in either language, and sends it. */
export const enterPassword = async (
  page: Page,
  { signIn, password }: Pick<SignIn, 'signIn' | 'password'>,
): Promise<void> => {
  await page.getByLabel(/^(登录名|Sign-in name)/).fill(signIn)
  await page.getByLabel(/^(密码|Password)/).fill(password)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
}
