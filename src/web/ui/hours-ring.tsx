import { useWords } from '../i18n/words.ts'

export interface HoursRingProps {
  /** Exact text as the ledger counts: `58` or `20/9`. */
  readonly counted: string
  readonly required: string
  readonly unit: string
  /** Filled share, 0-1000. */
  readonly permille: number
  readonly met: boolean
  readonly size?: number
}

/** The product's sign at work: how much of what is due is done. The figure is text, the ring only repeats it. */
export const HoursRing = ({ counted, required, unit, permille, met, size = 168 }: HoursRingProps) => {
  const say = useWords('ui')
  const radius = 70
  const length = 2 * Math.PI * radius
  const filled = (length * Math.min(Math.max(permille, 0), 1000)) / 1000
  return (
    <figure className={met ? 'ring ring-met' : 'ring'} style={{ width: size }}>
      <svg viewBox="0 0 160 160" width={size} height={size} aria-hidden="true" focusable="false">
        <circle cx="80" cy="80" r={radius} className="ring-due" />
        {filled > 0 && (
          <circle
            cx="80"
            cy="80"
            r={radius}
            className="ring-done"
            strokeDasharray={`${filled} ${length}`}
            transform="rotate(-90 80 80)"
          />
        )}
      </svg>
      <figcaption>
        <span className="ring-counted">{counted}</span>
        <span className="ring-required">{say('ringOf', { required, unit })}</span>
      </figcaption>
    </figure>
  )
}
