import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSession } from '../../api/session.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { saveFile } from '../../ui/table/csv.ts'

/** Codes shown this once: to be copied, printed or saved before one goes on. */
export const RecoveryCodes = ({
  codes,
  title,
  done,
}: {
  codes: readonly string[]
  title: string
  done: () => void
}) => {
  const say = useWords('secondFactor')
  const session = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  const [at] = useState(() => shortInstant(new Date().toISOString()))
  useEffect(() => heading.current?.focus(), [])
  const whose = say('codesFor', { name: session?.account.name ?? '', at })
  const text = `${whose}\n\n${codes.join('\n')}\n`
  return (
    <section className="block" aria-labelledby="codes-title">
      <h2 id="codes-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className="block-lead no-print">{say('codesLead')}</p>
      <p className="print-only">{whose}</p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="row-acts no-print">
        <CopyButton text={text} />
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>
          {say('print')}
        </Button>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          onClick={() => saveFile(say('downloadName'), new Blob([text], { type: 'text/plain' }))}
        >
          {say('download')}
        </Button>
      </p>
      <Button type="primary" className="no-print" onClick={done}>
        {say('kept')}
      </Button>
    </section>
  )
}
