import { FileOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import {
  addEvidence,
  evidenceLimits,
  openEvidence,
  removeEvidence,
  type Declaration,
  type EvidenceFile,
} from '../../../areas/declarations/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { addressOf } from '../../api/call.ts'
import { useCommand } from '../../api/use-command.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Upload } from '../../ui/upload.tsx'

const megabyte = 1_048_576

/** Papers shown for a declaration; its person adds and takes off as long as nobody has it before them. */
export const DeclarationEvidence = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const client = useQueryClient()
  const writable = one.may['declaration.make'] === true
  return (
    <section className="block" aria-labelledby="evidence">
      <h2 id="evidence">{say('evidence')}</h2>
      {one.papers && (
        <p className="hint declaration-papers">
          <strong>{say('papersNeeded')}</strong> {either(one.papers.zh, one.papers.en)}
        </p>
      )}
      {one.files.length === 0 && <p className="quiet">{say('evidenceEmpty')}</p>}
      <ul className="lines">
        {one.files.map((file) => (
          <Line key={file.id} one={one} file={file} writable={writable} />
        ))}
      </ul>
      {writable && one.files.length < evidenceLimits.files && (
        <Upload
          endpoint={addEvidence}
          ask={{ params: { declarationId: one.id } }}
          accept={evidenceLimits.endings.join(',')}
          secondary
          title={say('evidenceAdd')}
          help={say('evidenceLimits', {
            size: evidenceLimits.bytesEach / megabyte,
            count: evidenceLimits.files,
          })}
          done={({ name }) => {
            announce(say('evidenceAdded', { name }))
            void client.invalidateQueries()
          }}
        />
      )}
    </section>
  )
}

const sizeText = (bytes: number): string =>
  bytes >= megabyte ? `${(bytes / megabyte).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`

const Line = ({ one, file, writable }: { one: Declaration; file: EvidenceFile; writable: boolean }) => {
  const say = useWords('declarations')
  const params = { declarationId: one.id, fileId: file.id }
  const remove = useCommand(removeEvidence, { done: () => announce(say('evidenceRemoved')) })
  return (
    <li>
      <div>
        <FileOutlined aria-hidden />{' '}
        <a
          href={addressOf(openEvidence, { params })}
          download={file.name}
          aria-label={`${say('open')} ${file.name}`}
        >
          {file.name}
        </a>
        <div className="hint">
          {sizeText(file.bytes)} · {say('fileHash')} <code>{file.sha256.slice(0, 16)}</code>
        </div>
        <ProblemNotice error={remove.error} />
      </div>
      {writable && (
        <div className="lines-acts">
          <Button
            type="link"
            aria-label={`${say('remove')} ${file.name}`}
            loading={remove.busy}
            onClick={() => remove.send({ params })}
          >
            {say('remove')}
          </Button>
        </div>
      )}
    </li>
  )
}
