import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '../i18n/words.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const NoSuchPage = () => {
  const say = useWords('ui')
  return (
    <>
      <PageHeader title={say('pageNotFound')} lead={say('pageNotFoundText')} />
      <Link to="/">{say('toFirstPage')}</Link>
    </>
  )
}

/** A screen that threw: said plainly, with the way out. A new release may have replaced the files this page asks for. */
export const ScreenFault = ({ error }: { error: unknown }) => {
  const say = useWords('ui')
  return (
    <div className="screen-fault">
      <h1>{say('screenFault')}</h1>
      <ProblemNotice error={error} />
      <Button type="primary" onClick={() => location.reload()}>
        {say('reload')}
      </Button>
    </div>
  )
}
