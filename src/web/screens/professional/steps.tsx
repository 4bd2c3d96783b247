import type { Preview } from '../../../areas/declarations/contract/preview.ts'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import { mixedNumber } from '../../../kernel/mixed-number.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { inputWords, useStepName } from './step-name.ts'
import { unitName } from './unit-name.ts'

type Step = Pick<Preview['steps'][number], 'op' | 'in' | 'out' | 'inName'> & { readonly by?: string | null }

interface Props {
  readonly steps: readonly Step[]
  /** What the last figure is counted in; undefined: where figures of several measures stand together. */
  readonly unit?: Bilingual | undefined
}

/** The arithmetic of the rules, step by step: what went in, by what, what came out. */
export const Steps = ({ steps, unit }: Props) => {
  const say = useWords('ledger')
  const either = useEitherName()
  const language = useLanguage()
  const stepName = useStepName()
  const input = ({ op, in: given, inName }: Step): string => {
    if (inName) return either(inName.zh, inName.en)
    const words = inputWords(op, given)
    return words ? say(...words) : mixedNumber(given)
  }
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        // Steps have no name of their own; their order is what they are.
        <li key={`${index}-${step.op}`}>
          <span className="quiet">{stepName(step.op)}</span>
          <span className="sum">
            {input(step)}
            {step.by && ` ÷ ${mixedNumber(step.by)}`} → <strong>{mixedNumber(step.out)}</strong>
            {unit && index === steps.length - 1 && ` ${unitName(language, unit, step.out)}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
