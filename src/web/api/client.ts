import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem, ProblemError, UnreachableError } from './problem-error.ts'
import { delegationEnded, sessionEnded } from './session.ts'

const attempts = 3

/** Silence is worth another try, and a busy server too; a refusal stays a refusal. */
const worthAnotherTry = (failures: number, error: unknown): boolean =>
  failures < attempts &&
  (error instanceof UnreachableError || (error instanceof ProblemError && error.status === 503))

const pause = (failures: number): number => Math.min(400 * 2 ** failures, 4000)

export const newQueryClient = (): QueryClient => {
  const noticeEnd = (error: unknown): void => {
    if (isProblem(error, 'access.sign-in')) sessionEnded(client)
    if (isProblem(error, 'delegation.over')) delegationEnded(client)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: worthAnotherTry,
        retryDelay: pause,
        networkMode: 'always',
      },
      mutations: { retry: worthAnotherTry, retryDelay: pause, networkMode: 'always' },
    },
  })
  return client
}
