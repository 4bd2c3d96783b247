import { useParams } from '@tanstack/react-router'
import { readPerson } from '../../../areas/people/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { ReadingScreen } from '../../ui/reading.tsx'
import { MyRecord } from '../professional/my-record.tsx'

/** Somebody's hours, for those who may see them. */
export const PersonHoursScreen = () => {
  const { personId } = useParams({ from: '/signed-in/people/$personId/record' })
  const read = useAsk(readPerson, { params: { personId } })
  return <ReadingScreen of={read}>{({ name }) => <MyRecord personId={personId} name={name} />}</ReadingScreen>
}
