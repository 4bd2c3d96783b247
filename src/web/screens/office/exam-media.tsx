import { DeleteOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useId, useState } from 'react'
import {
  addMedia,
  mostMedia,
  previewMedia,
  setMedia,
  type QuestionReply,
} from '../../../areas/exams/contract.ts'
import { addressOf } from '../../api/call.ts'
import { useCommand } from '../../api/use-command.ts'
import { GrowingText } from '../../forms/growing-text.tsx'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Upload } from '../../ui/upload.tsx'

type Media = QuestionReply['media'][number]

const accepted = '.png,.jpg,.jpeg,.webp,.mp3,.m4a,.ogg,.mp4,.webm'

/** What is shown or played with a question: seen as candidates will see it, told in words, changed by a new version. */
export const ExamMedia = ({
  programmeId,
  question,
  changed,
}: {
  readonly programmeId: string
  readonly question: QuestionReply
  readonly changed: (next: QuestionReply) => void
}) => {
  const say = useWords('exams')
  const [open, setOpen] = useState(false)
  const { length } = question.media
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${say('media')} · ${question.stem}`}>
        {length > 0 ? say('mediaCount', { count: length }) : say('media')}
      </Button>
      {open && (
        <MediaDialog
          programmeId={programmeId}
          question={question}
          close={() => setOpen(false)}
          changed={changed}
        />
      )}
    </>
  )
}

const MediaDialog = ({
  programmeId,
  question,
  close,
  changed,
}: {
  readonly programmeId: string
  readonly question: QuestionReply
  readonly close: () => void
  readonly changed: (next: QuestionReply) => void
}) => {
  const say = useWords('exams')
  const ui = useWords('ui')
  const [media, setList] = useState<readonly Media[]>(question.media)
  const save = useCommand(setMedia, {
    done: (next) => {
      announce(say(next.versionId === question.versionId ? 'mediaSame' : 'mediaSaved'))
      changed(next)
      close()
    },
  })
  const wordless = media.some(({ text }) => text.trim() === '')
  return (
    <Modal
      open
      width={640}
      title={say('mediaTitle')}
      okText={ui('save')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: save.busy, disabled: wordless }}
      onOk={() =>
        save.send({
          params: { versionId: question.versionId },
          body: { media: media.map(({ hash, text }) => ({ hash, text: text.trim() })) },
        })
      }
      onCancel={close}
    >
      <p className="exam-stem">{question.stem}</p>
      {question.usedOn > 0 && <p className="note">{say('mediaUsed', { count: question.usedOn })}</p>}
      {media.length === 0 && <p className="hint">{say('mediaEmpty')}</p>}
      <ul className="exam-media">
        {media.map((one) => (
          <OneFile
            key={one.hash}
            address={addressOf(previewMedia, { params: { programmeId, hash: one.hash } })}
            media={one}
            tell={(text) =>
              setList((list) => list.map((other) => (other.hash === one.hash ? { ...other, text } : other)))
            }
            remove={() => setList((list) => list.filter(({ hash }) => hash !== one.hash))}
          />
        ))}
      </ul>
      {media.length < mostMedia && (
        <Upload
          endpoint={addMedia}
          ask={{ params: { programmeId } }}
          accept={accepted}
          title={say('mediaDrop')}
          help={say('mediaHelp')}
          secondary
          done={({ hash, type }) =>
            setList((list) =>
              list.some((one) => one.hash === hash) ? list : [...list, { hash, type, text: '' }],
            )
          }
        />
      )}
      {wordless && <p className="hint">{say('mediaWordless')}</p>}
      <ProblemNotice error={save.error} />
    </Modal>
  )
}

const OneFile = ({
  address,
  media,
  tell,
  remove,
}: {
  readonly address: string
  readonly media: Media
  readonly tell: (text: string) => void
  readonly remove: () => void
}) => {
  const say = useWords('exams')
  const id = useId()
  const shown = media.text.trim() || say('mediaUntold')
  return (
    <li>
      {media.type.startsWith('image/') ? (
        <img src={address} alt={shown} />
      ) : media.type.startsWith('audio/') ? (
        // biome-ignore lint/a11y/useMediaCaption: the same in words is asked for beside it
        <audio controls preload="metadata" src={address} aria-label={shown} />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: the same in words is asked for beside it
        <video controls preload="metadata" src={address} aria-label={shown} />
      )}
      <div className="field">
        <label htmlFor={id}>{say('mediaWords')}</label>
        <GrowingText
          id={id}
          rows={2}
          maxLength={400}
          value={media.text}
          onChange={(event) => tell(event.target.value)}
        />
      </div>
      <Button icon={<DeleteOutlined aria-hidden />} onClick={remove}>
        {say('mediaRemove')}
      </Button>
    </li>
  )
}
