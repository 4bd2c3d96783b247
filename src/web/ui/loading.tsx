import { useWords } from '../i18n/words.ts'

/** Grey lines where text will be; said once to screen readers. */
export const Loading = ({ lines = 6 }: { lines?: number }) => {
  const say = useWords('ui')
  return (
    <div className="loading" role="status" aria-live="polite">
      <span className="for-readers">{say('loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="loading-line" />
      ))}
    </div>
  )
}
