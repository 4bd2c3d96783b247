import { wordmarkPath } from './wordmark-path.ts'

/** The ring: three-quarters full, or as full as told (0-1000). */
export const RingSign = ({ size, permille = 750 }: { size: number; permille?: number }) => {
  const length = 2 * Math.PI * 12.5
  const filled = (length * Math.min(Math.max(permille, 0), 1000)) / 1000
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <circle
        cx="16"
        cy="16"
        r="12.5"
        fill="none"
        stroke="currentColor"
        strokeOpacity=".22"
        strokeWidth="3"
      />
      {filled > 0 && (
        <circle
          cx="16"
          cy="16"
          r="12.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={`${filled} ${length}`}
          transform="rotate(-90 16 16)"
        />
      )}
    </svg>
  )
}

/** 知新 beside the ring. */
export const Wordmark = ({ height = 26 }: { height?: number }) => (
  <span className="wordmark">
    <RingSign size={height} />
    <svg viewBox="0 0 57 28" height={height * 0.86} role="img" aria-label="知新">
      <path d={wordmarkPath} fill="currentColor" />
    </svg>
  </span>
)
