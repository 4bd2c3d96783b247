import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { announce, announceFailure } from './notices.tsx'

/** Puts a text on the clipboard and says whether it is there: without https a browser may refuse. */
export const CopyButton = ({ text, word }: { text: string; word?: string }) => {
  const say = useWords('ui')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce(say('copied'))
    } catch {
      announceFailure(say('copyFailed'))
    }
  }
  return (
    <Button
      icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      onClick={() => void copy()}
    >
      {word ?? say('copy')}
    </Button>
  )
}
