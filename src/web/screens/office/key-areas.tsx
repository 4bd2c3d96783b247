import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { saveKeyAreas, type Programme } from '../../../areas/programme/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { FormPage } from '../../forms/form-page.tsx'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'

type Areas = Omit<BodyOf<typeof saveKeyAreas>, never>

/** Key areas of a programme in their order. */
export const KeyAreas = ({ programme, mayEdit }: { programme: Programme; mayEdit: boolean }) => {
  const say = useWords('programme')
  const ui = useWords('ui')
  const language = useLanguage()
  const [editing, setEditing] = useState(false)
  const edit = mayEdit && !editing && <Button onClick={() => setEditing(true)}>{ui('edit')}</Button>
  return (
    <section className="block" aria-labelledby="areas">
      <div className="block-head">
        <h2 id="areas">{say('keyAreas')}</h2>
        {programme.keyAreas.length > 0 && edit}
      </div>
      <p className="block-lead">{say('keyAreasLead')}</p>
      {editing ? (
        <AreaForm programme={programme} close={() => setEditing(false)} />
      ) : programme.keyAreas.length === 0 ? (
        <EmptyState
          small
          title={say('keyAreasEmpty')}
          act={
            mayEdit && (
              <Button type="primary" onClick={() => setEditing(true)}>
                {say('keyAreaAdd')}
              </Button>
            )
          }
        />
      ) : (
        <ul className="areas">
          {programme.keyAreas.map((area) => (
            <li key={area.id}>
              {eitherName(language, area.name, area.nameEn)}{' '}
              <span className="hint">{say('keyAreaCourses', { count: area.courses })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const codePattern = { pattern: /^[a-z0-9][a-z0-9-]{0,39}$/ }

const AreaForm = ({ programme, close }: { programme: Programme; close: () => void }) => {
  const say = useWords('programme')
  const ui = useWords('ui')
  const [form] = Form.useForm<Areas>()
  const command = useCommand(saveKeyAreas)
  const kept = programme.keyAreas.map(({ id, code, name, nameEn }) => ({ id, code, name, nameEn }))
  const save = async ({ keyAreas }: Areas) => {
    await command.run({
      params: { programmeId: programme.id },
      body: { keyAreas: keyAreas.map((area) => ({ ...area, nameEn: area.nameEn ?? '' })) },
    })
    announce(say('keyAreasSaved'))
    close()
  }
  const required = { required: true, whitespace: true, message: ui('fieldRequired') }
  return (
    <FormPage
      form={form}
      initial={{ keyAreas: kept.length > 0 ? kept : [{ code: '', name: '', nameEn: '' }] }}
      save={save}
      submitWord={ui('save')}
      draftKey={`key-areas-${programme.id}-${programme.revision}`}
      cancel={<Button onClick={close}>{ui('cancel')}</Button>}
    >
      <Form.List name="keyAreas">
        {(areas, { add, remove, move }) => (
          <div className="rows">
            {areas.map((area, index) => (
              <div key={area.key} className="rows-row area-row">
                <Form.Item name={[area.name, 'name']} rules={[required]}>
                  <Input
                    aria-label={`${say('keyAreaName')} ${index + 1}`}
                    placeholder={say('keyAreaName')}
                    maxLength={100}
                  />
                </Form.Item>
                <Form.Item name={[area.name, 'nameEn']}>
                  <Input
                    aria-label={`${say('keyAreaNameEn')} ${index + 1}`}
                    placeholder={say('keyAreaNameEn')}
                    maxLength={100}
                  />
                </Form.Item>
                <Form.Item
                  name={[area.name, 'code']}
                  rules={[required, { ...codePattern, message: ui('patternSmall') }]}
                >
                  <Input
                    aria-label={`${say('keyAreaCode')} ${index + 1}`}
                    placeholder={say('keyAreaCode')}
                    maxLength={40}
                    spellCheck={false}
                  />
                </Form.Item>
                <span className="lines-acts">
                  <Button
                    type="text"
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={`${say('keyAreaUp')} ${index + 1}`}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  />
                  <Button
                    type="text"
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={`${say('keyAreaDown')} ${index + 1}`}
                    disabled={index === areas.length - 1}
                    onClick={() => move(index, index + 1)}
                  />
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={`${say('keyAreaRemove')} ${index + 1}`}
                    onClick={() => remove(area.name)}
                  />
                </span>
              </div>
            ))}
            <div>
              <Button
                icon={<PlusOutlined aria-hidden />}
                onClick={() => add({ code: '', name: '', nameEn: '' })}
              >
                {say('keyAreaAdd')}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
    </FormPage>
  )
}
