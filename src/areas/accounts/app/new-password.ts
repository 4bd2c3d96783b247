import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { isCommonPassword } from '../domain/common-password.ts'
import { hashPassword } from './password-hash.ts'

/** A password as chosen, where it stands in the request, and what is known of its owner. */
export interface ChosenPassword {
  readonly password: string
  readonly pointer?: '/password' | '/next'
  /** Names, phone, addresses, numbers. */
  readonly own: readonly (string | undefined)[]
}

/**
 * The hash of a password somebody chose, or that it is one of those guessed first. Whoever sets a password comes through
 * here; a demonstration, whose password is printed, does not.
 */
export const hashNewPassword = async ({
  password,
  pointer = '/password',
  own,
}: ChosenPassword): Promise<Result<string, 'request.invalid'>> =>
  isCommonPassword(
    password,
    own.filter((one) => one !== undefined),
  )
    ? refuse('request.invalid', {}, [{ pointer, code: 'password.common' }])
    : ok(await hashPassword(password))
