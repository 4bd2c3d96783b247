import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { closeCurrentSession, currentSession, openSession } from '../../areas/accounts/contract.ts'
import { openSessionByCode } from '../../areas/accounts/contract/sent-codes.ts'
import type { BodyOf, ReplyOf } from '../../wire/endpoint.ts'
import { call, holdCsrf, roleSlot } from './call.ts'
import { isProblem } from './problem-error.ts'

export type Session = ReplyOf<typeof currentSession>
export type HeldRole = Session['roles'][number]
export type RoleName = HeldRole['role']

const sessionKey = ['session'] as const

/** Whose answers are kept in this page; outlives an ended session, so that signing in again loses nothing typed. */
const lastReader: { accountId: string | null } = { accountId: null }

/** Who is signed in; null for nobody. */
export const askingSession = queryOptions({
  queryKey: sessionKey,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await call(currentSession, {}, { signal })
      holdCsrf(session.csrf)
      lastReader.accountId = session.account.id
      forgetEndedRole(session)
      return session
    } catch (error) {
      if (!isProblem(error, 'access.sign-in')) throw error
      holdCsrf(null)
      return null
    }
  },
})

/** The session as last read; it is the shell that keeps it fresh. */
export const useSession = (): Session | null => useQuery({ ...askingSession, enabled: false }).data ?? null

/** Whether it is known by now who is signed in: what is sent before lacks the token of a session there may be. */
export const useSessionKnown = (): boolean => !useQuery(askingSession).isPending

export const useFreshSession = (): Session | null => useQuery(askingSession).data ?? null

/** Opens a session. */
export const signIn = async (
  client: QueryClient,
  credentials: BodyOf<typeof openSession>,
): Promise<Session> => entered(client, await call(openSession, { body: credentials }))

export const signInByCode = async (
  client: QueryClient,
  typed: BodyOf<typeof openSessionByCode>,
): Promise<Session> => entered(client, await call(openSessionByCode, { body: typed }))

/** What was read as somebody else is forgotten, unless the same person signs in again. */
const entered = async (client: QueryClient, session: Session): Promise<Session> => {
  holdCsrf(session.csrf)
  if (lastReader.accountId !== session.account.id) client.clear()
  lastReader.accountId = session.account.id
  forgetEndedRole(session)
  client.setQueryData(sessionKey, session)
  await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
  return session
}

export const signOut = async (client: QueryClient): Promise<void> => {
  await call(closeCurrentSession, {}).catch((error: unknown) => {
    if (!isProblem(error, 'access.sign-in')) throw error
  })
  holdCsrf(null)
  lastReader.accountId = null
  client.clear()
  client.setQueryData(sessionKey, null)
}

/** Asks anew who is signed in, after something that may have ended the session. */
export const askSessionAgain = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: sessionKey })

/** Called when a request made for somebody else is refused because that has ended: who one is, is read again. */
export const delegationEnded = (client: QueryClient): void => {
  void client.invalidateQueries({ queryKey: sessionKey }).then(() => client.invalidateQueries())
}

/** Called when any reading is refused for want of a session: the page stays, and asks to sign in again. */
export const sessionEnded = (client: QueryClient): void => {
  holdCsrf(null)
  client.setQueryData(sessionKey, null)
}

// The role one acts in is a choice of this device, kept so that a reload does not change it.
const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Names a role one may act in; that it is somebody else's is its third part, which requests are sent with. */
export const roleKey = (held: HeldRole): string =>
  [held.role, held.organisationId ?? '', ...(held.delegation ? [held.delegation.id] : [])].join(':')

/** A role chosen on this device and ended since is chosen no more: requests would go on being made in it. */
const forgetEndedRole = (session: Session): void => {
  const chosen = localStorage.getItem(roleSlot)
  if (chosen !== null && !session.roles.some((held) => roleKey(held) === chosen))
    localStorage.removeItem(roleSlot)
}

export const actAs = (held: HeldRole): void => {
  localStorage.setItem(roleSlot, roleKey(held))
  for (const listener of listeners) listener()
}

/** The role one acts in now: the one chosen last on this device if it is still held, else the first. */
export const useActingRole = (): HeldRole | null => {
  const session = useSession()
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(roleSlot))
  return session?.roles.find((held) => roleKey(held) === chosen) ?? session?.roles[0] ?? null
}

/** The organisation one acts for, for screens that exist only for one. */
export const useOwnOrganisation = (): string => useActingRole()?.organisationId ?? ''

export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient()
  return () => signOut(client)
}
