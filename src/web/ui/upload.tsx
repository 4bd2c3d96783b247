import { InboxOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useId, useRef, useState, type DragEvent } from 'react'
import { newId } from '../../kernel/id.ts'
import type { Endpoint, ReplyOf } from '../../wire/endpoint.ts'
import { addressOf, commandHeaders, problemOfText, type AskOf } from '../api/call.ts'
import { UnreachableError } from '../api/problem-error.ts'
import { percentText } from '../i18n/fraction.ts'
import { useWords } from '../i18n/words.ts'
import { ProblemNotice } from './problem-notice.tsx'

/** Sends a file to a multipart endpoint; fetch cannot tell how much has gone, XMLHttpRequest can. */
const sendFile = <E extends Endpoint>(
  endpoint: E,
  ask: Omit<AskOf<E>, 'body'>,
  file: File,
  onProgress: (percent: number) => void,
): Promise<ReplyOf<E>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, addressOf(endpoint, ask))
    for (const [name, value] of Object.entries(commandHeaders(newId()))) request.setRequestHeader(name, value)
    request.upload.addEventListener(
      'progress',
      (event) => event.lengthComputable && onProgress(Math.round((event.loaded / event.total) * 100)),
    )
    request.addEventListener('error', () => reject(new UnreachableError()))
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300)
        resolve(JSON.parse(request.responseText) as ReplyOf<E>)
      else reject(problemOfText(request.responseText, request.status))
    })
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })

export interface UploadProps<E extends Endpoint> {
  readonly endpoint: E
  readonly ask: Omit<AskOf<E>, 'body'>
  /** File name endings, `.xlsx,.csv`. */
  readonly accept: string
  readonly title: string
  readonly help: string
  /** The screen has a more important button. */
  readonly secondary?: boolean
  readonly done: (reply: ReplyOf<E>, file: File) => void
}

/** A file by dragging or by the button, with progress and a refusal in words. */
export const Upload = <E extends Endpoint>({
  endpoint,
  ask,
  accept,
  title,
  help,
  secondary,
  done,
}: UploadProps<E>) => {
  const say = useWords('ui')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    setError(null)
    setPercent(0)
    try {
      done(await sendFile(endpoint, ask, file, setPercent), file)
    } catch (refusal) {
      setError(refusal)
    } finally {
      setPercent(null)
      if (input.current) input.current.value = ''
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <div>
      <div
        className={over ? 'upload upload-over' : 'upload'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined className="upload-icon" aria-hidden />
        <p className="upload-title">{title}</p>
        <p className="upload-help" id={`${id}-help`}>
          {help}
        </p>
        <input
          ref={input}
          id={id}
          className="for-readers"
          type="file"
          accept={accept}
          aria-describedby={`${id}-help`}
          aria-label={title}
          tabIndex={-1}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button
          type={secondary ? 'default' : 'primary'}
          loading={percent !== null}
          onClick={() => input.current?.click()}
        >
          {say('chooseFile')}
        </Button>
        {percent !== null && (
          <Progress percent={percent} size="small" format={percentText} aria-label={say('uploading')} />
        )}
        {percent === 100 && <p role="status">{say('reading')}</p>}
      </div>
      <ProblemNotice error={error} />
    </div>
  )
}
