import { DisconnectOutlined } from '@ant-design/icons'
import { useSyncExternalStore } from 'react'
import { useWords } from '../../i18n/words.ts'

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** While the network is away: what still works. */
export const OfflineBar = () => {
  const say = useWords('shell')
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  if (online) return null
  return (
    <p className="shell-offline" role="status">
      <DisconnectOutlined aria-hidden /> {say('offline')}
    </p>
  )
}
