import { Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { FaultList } from './fault-list.tsx'
import { isNode } from './json-path.ts'
import type { Editor } from './use-editor.ts'

/** The whole text as JSON, for what the tables do not show; valid JSON is taken over as it is typed. */
export const JsonPane = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const take = (text: string) => {
    setTyped(text)
    try {
      const value: unknown = JSON.parse(text)
      if (!isNode(value)) throw new SyntaxError('{ … }')
      setWrong(null)
      editor.setPack(value)
    } catch (error) {
      setWrong(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <section className="block" aria-labelledby="rule-json">
      <h2 id="rule-json">{say('tabJson')}</h2>
      <p className="block-lead">{say('jsonHelp')}</p>
      {wrong !== null && (
        <p className="note note-amber" role="status">
          {say('jsonWrong', { message: wrong })}
        </p>
      )}
      <div className="rule-json-panes">
        <Input.TextArea
          className="rule-json rule-json-whole"
          aria-label={say('tabJson')}
          rows={30}
          spellCheck={false}
          readOnly={editor.readOnly}
          value={typed ?? JSON.stringify(editor.pack, null, 2)}
          onChange={(event) => take(event.target.value)}
          onBlur={() => {
            if (wrong === null) setTyped(null)
          }}
        />
        <div>
          <h3>
            {editor.faults.length === 0 ? say('noFaults') : say('faults', { count: editor.faults.length })}
          </h3>
          <FaultList faults={editor.faults} />
        </div>
      </div>
    </section>
  )
}
