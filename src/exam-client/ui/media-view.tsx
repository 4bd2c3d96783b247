import { useEffect, useState, type ReactNode } from 'react'
import type { ExamSession } from '../exam-session.ts'
import type { Granted } from '../exam-state.ts'
import { useWords } from './display.tsx'
import { Trouble } from './sheet.tsx'

type Media = NonNullable<Granted['questions'][number]['media']>[number]

/** A picture, a sound or a film, with the same in words; asked for again until it is there. */
export const MediaView = ({ media, file }: { media: Media; file: ExamSession['file'] }): ReactNode => {
  const { t } = useWords()
  const [address, setAddress] = useState<string | null | undefined>(undefined)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout>
    const ask = async (): Promise<void> => {
      const found = await file(media)
      if (gone) return
      setAddress(found)
      if (found === null) timer = setTimeout(() => void ask(), 3000)
    }
    void ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [media, file])
  return (
    <figure className="media">
      {address ? (
        media.type.startsWith('image/') ? (
          <img src={address} alt={media.text} />
        ) : media.type.startsWith('audio/') ? (
          // biome-ignore lint/a11y/useMediaCaption: the same in words stands under it
          <audio controls src={address} aria-label={media.text} />
        ) : (
          // biome-ignore lint/a11y/useMediaCaption: the same in words stands under it
          <video controls src={address} aria-label={media.text} />
        )
      ) : address === null ? (
        <Trouble>{t('mediaMissing')}</Trouble>
      ) : (
        <p className="help">{t('mediaComing')}</p>
      )}
      <figcaption>{media.text}</figcaption>
    </figure>
  )
}
