import type { Preview } from '../../../areas/declarations/contract/preview.ts'
import { useEitherName } from '../../i18n/words.ts'
import { useStepName } from './step-name.ts'

type Step = Pick<Preview['steps'][number], 'op' | 'in' | 'out' | 'inName'> & { readonly by?: string | null }

/** The arithmetic of the rules, step by step: what went in, by what, what came out. */
export const Steps = ({ steps }: { steps: readonly Step[] }) => {
  const either = useEitherName()
  const stepName = useStepName()
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        // Steps have no name of their own; their order is what they are.
        <li key={`${index}-${step.op}`}>
          <span className="quiet">{stepName(step.op)}</span>
          <span className="sum">
            {step.inName ? either(step.inName.zh, step.inName.en) : step.in}
            {step.by && ` ÷ ${step.by}`} → <strong>{step.out}</strong>
          </span>
        </li>
      ))}
    </ol>
  )
}
