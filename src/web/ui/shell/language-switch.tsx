import { Button } from 'antd'
import { setLanguage } from '../../../areas/accounts/contract.ts'
import { call } from '../../api/call.ts'
import { useSession } from '../../api/session.ts'
import { useLanguage, speak } from '../../i18n/words.ts'

const other = {
  zh: { to: 'en', word: 'English', tag: 'en' },
  en: { to: 'zh', word: '中文', tag: 'zh-CN' },
} as const

/** The other language, named in itself. Remembered on this device, and for the account when somebody is signed in. */
export const LanguageSwitch = () => {
  const language = useLanguage()
  const session = useSession()
  const { to, word, tag } = other[language]
  const change = async () => {
    await speak(to)
    // The account's own wish matters for mail alone; the screens have changed already.
    if (session) await call(setLanguage, { body: { language: to } }).catch(() => undefined)
  }
  return (
    <Button type="text" lang={tag} onClick={() => void change()}>
      {word}
    </Button>
  )
}
