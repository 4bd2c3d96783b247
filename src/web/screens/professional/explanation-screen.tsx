import { useParams } from '@tanstack/react-router'
import { HoursExplanation } from './hours-explanation.tsx'

export const ExplanationScreen = () => (
  <HoursExplanation entryId={useParams({ from: '/signed-in/ledger/$entryId' }).entryId} />
)
