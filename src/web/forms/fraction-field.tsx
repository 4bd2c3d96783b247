import { Button } from 'antd'
import { useState } from 'react'
import type { Fraction } from '../../areas/programme/contract.ts'
import { useWords } from '../i18n/words.ts'
import { NumberField } from './number-field.tsx'

export interface FractionFieldProps {
  readonly id?: string
  readonly value?: Fraction
  readonly onChange?: (fraction: Fraction) => void
  readonly 'aria-label': string
}

/** Tenths of a percent in the whole. */
const whole = 1000

const inTenths = ({ numerator, denominator }: Fraction): number => (numerator * whole) / denominator

const ofPercent = (percent: number): Fraction =>
  Number.isInteger(percent)
    ? { numerator: percent, denominator: 100 }
    : { numerator: Math.round(percent * 10), denominator: whole }

/** A share as most people write it, in percent; two thirds and the like, which no percent says exactly, as a fraction. */
export const FractionField = ({ id, value, onChange, ...rest }: FractionFieldProps) => {
  const ui = useWords('ui')
  const fraction = value ?? { numerator: 60, denominator: 100 }
  const tenths = inTenths(fraction)
  const [inParts, setInParts] = useState(false)
  const change = (part: Partial<Fraction>) => onChange?.({ ...fraction, ...part })
  if (!inParts && Number.isInteger(tenths))
    return (
      <span className="fraction">
        <NumberField
          {...(id ? { id } : {})}
          aria-label={rest['aria-label']}
          min={0}
          max={100}
          precision={1}
          formatter={(percent) => String(percent ?? '').replace(/\.0$/, '')}
          suffix="%"
          value={tenths / 10}
          onChange={(percent) => onChange?.(ofPercent(percent ?? 0))}
        />
        <Button type="link" size="small" onClick={() => setInParts(true)}>
          {ui('asFraction')}
        </Button>
      </span>
    )
  return (
    <span className="fraction">
      <NumberField
        {...(id ? { id } : {})}
        aria-label={rest['aria-label']}
        min={0}
        max={whole}
        precision={0}
        value={fraction.numerator}
        onChange={(numerator) => change({ numerator: numerator ?? 0 })}
      />
      <span aria-hidden>/</span>
      <NumberField
        aria-label={`${rest['aria-label']} /`}
        min={1}
        max={whole}
        precision={0}
        value={fraction.denominator}
        onChange={(denominator) => change({ denominator: denominator ?? 1 })}
      />
      {Number.isInteger(tenths) && (
        <Button type="link" size="small" onClick={() => setInParts(false)}>
          {ui('asPercent')}
        </Button>
      )}
    </span>
  )
}
