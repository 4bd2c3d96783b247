import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isProblem } from '../api/problem-error.ts'
import { Loading } from './loading.tsx'
import { useWords } from '../i18n/words.ts'
import { PageHeader } from './page-header.tsx'
import { ProblemNotice } from './problem-notice.tsx'

/** Shows what was read, or that it is being read, or why it could not be. */
export const Reading = <T,>({
  of,
  lines,
  children,
}: {
  of: UseQueryResult<T>
  lines?: number
  children: (value: T) => ReactNode
}) => {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.isError) return <NotRead error={of.error} again={() => void of.refetch()} />
  return <Loading {...(lines === undefined ? {} : { lines })} />
}

/** Nothing is typed where something is read: what is malformed stands in the address, and the same again helps nobody. */
const NotRead = ({ error, again }: { error: Error; again: () => void }) => {
  const say = useWords('ui')
  return isProblem(error, 'request.invalid') ? (
    <ProblemNotice error={error} what={say('addressMalformed')} next={say('nextNotFound')} />
  ) : (
    <ProblemNotice error={error} again={again} />
  )
}

/** The same for what a whole screen is about: refused, the screen still has a heading and the window a title. */
export const ReadingScreen = <T,>({
  of,
  children,
}: {
  of: UseQueryResult<T>
  children: (value: T) => ReactNode
}) => {
  const say = useWords('ui')
  return (
    <>
      {of.data === undefined && of.isError && <PageHeader title={say('cannotOpen')} />}
      <Reading of={of}>{children}</Reading>
    </>
  )
}
