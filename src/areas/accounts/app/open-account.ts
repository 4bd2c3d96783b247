import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Unit } from '../../../platform/perform.ts'
import { signInName, type SignInName } from '../domain/sign-in-name.ts'
import { insertAccount } from '../store/accounts.ts'

export interface AccountToOpen {
  readonly displayName: string
  readonly personId: string | null
  /** As typed: user name, phone, e-mail; at least one. */
  readonly signIns: readonly string[]
  /** Made by `hashPassword` before the transaction began. */
  readonly passwordHash: string
  readonly demo?: boolean
}

/** Opens an account inside the caller's unit of work; a name already taken is refused by the caller's `constraints`. */
export const openAccount = async (
  unit: Unit,
  account: AccountToOpen,
): Promise<Result<{ accountId: string }, 'sign-in.name-malformed'>> => {
  const names: SignInName[] = []
  for (const typed of account.signIns) {
    const name = signInName(typed)
    if (!name.ok) return refuse('sign-in.name-malformed')
    names.push(name.value)
  }
  if (names.length === 0) return refuse('sign-in.name-malformed')
  const accountId = newId()
  await insertAccount(
    unit.tx,
    {
      id: accountId,
      displayName: account.displayName,
      personId: account.personId,
      names,
      passwordHash: account.passwordHash,
      demo: account.demo ?? false,
    },
    unit.now,
  )
  await unit.emit({
    name: 'accounts.accountOpened',
    subject: { kind: 'account', id: accountId },
    data: { person: account.personId },
  })
  return ok({ accountId })
}

/** Constraint → code for commands that open accounts. */
export const accountConstraints = { sign_in_name_pkey: 'sign-in.name-taken' } as const
