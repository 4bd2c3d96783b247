import { useWords } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { EnrolSteps } from './enrol-steps.tsx'

/** All there is to see for somebody whose role needs a second factor they have not set up. */
export const EnrolFirst = ({ done }: { done: () => void }) => {
  const say = useWords('secondFactor')
  return (
    <div className="enrol-first">
      <PageHeader title={say('enrolTitle')} lead={say('enrolLead')} />
      <EnrolSteps done={done} />
    </div>
  )
}
