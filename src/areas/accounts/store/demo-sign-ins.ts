import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { AccountTables } from './tables.ts'

export interface DemoSignIn {
  readonly role: string
  readonly name: string
  readonly signIn: string
  readonly password: string
}

/** Every demo sign-in, in the order in which they are told; empty outside a demonstration. */
export const listDemoSignIns = (tx: Db | Tx): Promise<(DemoSignIn & { told: boolean })[]> =>
  as<AccountTables>(tx)
    .selectFrom('demoSignIn')
    .select(['role', 'name', 'signIn', 'password', 'told'])
    .orderBy('position')
    .execute()

export const insertDemoSignIns = async (
  tx: Tx,
  signIns: readonly DemoSignIn[],
  told: boolean,
): Promise<void> => {
  await as<AccountTables>(tx)
    .insertInto('demoSignIn')
    .values(signIns.map((one, position) => ({ ...one, position, told })))
    .execute()
}
