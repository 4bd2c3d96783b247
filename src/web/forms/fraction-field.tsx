import type { Fraction } from '../../areas/programme/contract.ts'
import { NumberField } from './number-field.tsx'

export interface FractionFieldProps {
  readonly id?: string
  readonly value?: Fraction
  readonly onChange?: (fraction: Fraction) => void
  readonly 'aria-label': string
}

/** A share as people write it, 60 / 100: exact, never a rounded decimal. */
export const FractionField = ({ id, value, onChange, ...rest }: FractionFieldProps) => {
  const fraction = value ?? { numerator: 60, denominator: 100 }
  const change = (part: Partial<Fraction>) => onChange?.({ ...fraction, ...part })
  return (
    <span className="fraction">
      <NumberField
        {...(id ? { id } : {})}
        aria-label={rest['aria-label']}
        min={0}
        max={1000}
        precision={0}
        value={fraction.numerator}
        onChange={(numerator) => change({ numerator: numerator ?? 0 })}
      />
      <span aria-hidden>/</span>
      <NumberField
        aria-label={`${rest['aria-label']} /`}
        min={1}
        max={1000}
        precision={0}
        value={fraction.denominator}
        onChange={(denominator) => change({ denominator: denominator ?? 1 })}
      />
    </span>
  )
}
