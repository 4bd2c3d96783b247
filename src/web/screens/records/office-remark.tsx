import { useWords } from '../../i18n/words.ts'

/** What the office wrote when it sent something back: on top, where whoever has to act sees it first. */
export const OfficeRemark = ({ reason }: { reason: string }) => {
  const say = useWords('approvals')
  return reason === '' ? null : (
    <p className="note note-amber">
      <strong className="note-from">{say('office')}</strong> <span>{reason}</span>
    </p>
  )
}
