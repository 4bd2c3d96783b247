import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { isTyping } from '../table/row-keys.ts'
import type { Place } from './places.tsx'

/** ? shows which keys work here. */
export const KeyHelp = ({ places }: { places: readonly Place[] }) => {
  const say = useWords('shell')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const show = () => setOpen(true)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '?' && !isTyping(event.target)) show()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('zhixin:keys', show)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('zhixin:keys', show)
    }
  }, [])
  const keys: readonly (readonly [string, string])[] = [
    ['/', say('keySearch')],
    ['j k', say('keyRows')],
    ['Enter', say('keyOpen')],
    ['?', say('keyHelp')],
    ...places.map((place): readonly [string, string] => [`g ${place.letter}`, say(place.word)]),
  ]
  return (
    <Modal open={open} title={say('keyHelp')} footer={null} onCancel={() => setOpen(false)} width={420}>
      <dl className="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
