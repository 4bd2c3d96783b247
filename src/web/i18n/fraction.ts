import type { Fraction } from '../../areas/programme/contract.ts'

export const percentText = (percent: number | undefined): string => `${percent ?? 0}%`

/** 3/5 as 60%, as far as it is a whole percent. */
export const fractionText = ({ numerator, denominator }: Fraction): string => {
  const percent = (numerator * 100) / denominator
  return Number.isInteger(percent) ? `${percent}%` : `${numerator}/${denominator}`
}
