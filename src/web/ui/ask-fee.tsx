import { Modal } from 'antd'
import { yuan } from '../i18n/dates.ts'
import { useLanguage, useWords } from '../i18n/words.ts'

export interface AskFeeProps {
  readonly open: boolean
  /** Fen a person. */
  readonly feeFen: number
  /** How many are enrolled by this click; `null` for oneself. */
  readonly people: number | null
  readonly actWord: string
  readonly confirm: () => void
  readonly cancel: () => void
}

/** Asked once before an enrolment that costs something: how much, and for how many. */
export const AskFee = ({ open, feeFen, people, actWord, confirm, cancel }: AskFeeProps) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const language = useLanguage()
  const fee = yuan(language, feeFen)
  return (
    <Modal
      open={open}
      title={say('feeAskTitle')}
      okText={actWord}
      cancelText={ui('cancel')}
      onOk={confirm}
      onCancel={cancel}
    >
      <p className="confirm-text">
        {people === null
          ? say('feeAskSelf', { fee })
          : say('feeAskStaff', { fee, count: people, total: yuan(language, feeFen * people) })}
      </p>
    </Modal>
  )
}
