import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { useView } from '../../../ui/table/view.ts'
import { placeInJson } from './fault-jump.ts'
import { FaultJump, FaultList, useFaultCount } from './fault-list.tsx'
import { isNode } from './json-path.ts'
import type { Editor } from './use-editor.ts'

/** The whole text as JSON, for what the tables do not show; valid JSON is taken over as it is typed. */
export const JsonPane = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const faultCount = useFaultCount()
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [view] = useView()
  const shown = typed ?? JSON.stringify(editor.pack, null, 2)
  const show = (pointer: string) => {
    const area = document.querySelector<HTMLTextAreaElement>('textarea.rule-json-whole')
    if (!area) return
    const [from, to] = placeInJson(area.value, pointer)
    area.focus()
    area.setSelectionRange(from, to)
    const lines = area.value.split('\n').length
    area.scrollTop =
      (area.value.slice(0, from).split('\n').length / lines) * area.scrollHeight - area.clientHeight / 3
  }
  const at = view['at']
  useEffect(() => {
    if (at !== undefined) show(at)
  }, [at])
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
          value={shown}
          onChange={(event) => take(event.target.value)}
          onBlur={() => {
            if (wrong === null) setTyped(null)
          }}
        />
        <div>
          <h3>{editor.faults.length === 0 ? say('noFaults') : faultCount(editor.faults)}</h3>
          <FaultJump value={show}>
            <FaultList faults={editor.faults} />
          </FaultJump>
        </div>
      </div>
    </section>
  )
}
