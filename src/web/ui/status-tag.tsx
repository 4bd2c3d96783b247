import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
  SyncOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

/** What a state means to the reader, whatever it is a state of. */
export type Tone = 'good' | 'under-way' | 'waiting' | 'attention' | 'bad' | 'draft' | 'over'

const icons: Readonly<Record<Tone, ComponentType<{ 'aria-hidden'?: boolean }>>> = {
  good: CheckCircleOutlined,
  'under-way': SyncOutlined,
  waiting: ClockCircleOutlined,
  attention: ExclamationCircleOutlined,
  bad: CloseCircleOutlined,
  draft: EditOutlined,
  over: MinusCircleOutlined,
}

/** A state as a word, a colour and an icon, never a colour alone. */
export const StatusTag = ({ tone, word }: { tone: Tone; word: string }) => {
  const Icon = icons[tone]
  return (
    <span className={`status status-${tone}`}>
      <Icon aria-hidden /> {word}
    </span>
  )
}
