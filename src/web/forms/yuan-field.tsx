import { NumberField } from './number-field.tsx'

export interface YuanFieldProps {
  readonly id?: string
  readonly value?: number | null
  readonly onChange?: (fen: number | null) => void
  readonly onBlur?: () => void
}

/** Money typed in yuan, kept in fen. */
export const YuanField = ({ id, value, onChange, onBlur }: YuanFieldProps) => (
  <NumberField
    {...(id ? { id } : {})}
    className="figure-field"
    prefix="¥"
    min={0}
    max={1_000_000}
    precision={2}
    value={value === null || value === undefined ? null : value / 100}
    onChange={(yuan) => onChange?.(yuan === null ? null : Math.round(Number(yuan) * 100))}
    onBlur={() => onBlur?.()}
  />
)
