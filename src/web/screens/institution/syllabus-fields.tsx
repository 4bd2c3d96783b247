import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select } from 'antd'
import { modes } from '../../../areas/programme/contract.ts'
import type { SyllabusUnit } from '../../../areas/catalogue/contract.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { count } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { NumberField } from '../../forms/number-field.tsx'

const usualUnit = { title: '', minutes: 45, mode: 'face-to-face' }

/** The syllabus, one unit per row; the sum follows what is typed. */
export const SyllabusFields = ({ programmeId }: { programmeId: string }) => {
  const say = useWords('catalogue')
  return (
    <fieldset id="syllabus" className="form-group">
      <legend>{say('syllabus')}</legend>
      <p className="field-help">{say('syllabusHelp')}</p>
      <Form.List name="syllabus">
        {(units, { add, remove, move }, { errors }) => (
          <div className="rows">
            {units.map((unit, index) => (
              <div key={unit.key} className="rows-row unit-row">
                <Form.Item name={[unit.name, 'title']}>
                  <Input
                    aria-label={`${say('unitTitle')} ${index + 1}`}
                    placeholder={say('unitTitle')}
                    maxLength={200}
                  />
                </Form.Item>
                <Form.Item name={[unit.name, 'minutes']}>
                  <NumberField
                    aria-label={`${say('unitMinutes')} ${index + 1}`}
                    suffix={say('unitMinutes')}
                    min={0}
                    max={60_000}
                    precision={0}
                  />
                </Form.Item>
                <Form.Item name={[unit.name, 'mode']}>
                  <Select
                    aria-label={`${say('unitMode')} ${index + 1}`}
                    options={modes.map((value) => ({ value, label: say(`mode.${value}`) }))}
                  />
                </Form.Item>
                <span className="lines-acts">
                  <Button
                    type="text"
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={say('unitUp', { count: index + 1 })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  />
                  <Button
                    type="text"
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={say('unitDown', { count: index + 1 })}
                    disabled={index === units.length - 1}
                    onClick={() => move(index, index + 1)}
                  />
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={say('unitRemove', { count: index + 1 })}
                    disabled={units.length === 1}
                    onClick={() => remove(unit.name)}
                  />
                </span>
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <div className="rows-foot">
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(usualUnit)}>
                {say('unitAdd')}
              </Button>
              <Sum programmeId={programmeId} />
            </div>
          </div>
        )}
      </Form.List>
    </fieldset>
  )
}

const Sum = ({ programmeId }: { programmeId: string }) => {
  const hours = useClassHours()
  const say = useWords('catalogue')
  const ui = useWords('ui')
  const language = useLanguage()
  const syllabus = Form.useWatch<readonly Partial<SyllabusUnit>[] | undefined>('syllabus') ?? []
  const minutes = (mode?: string): number =>
    syllabus
      .filter((unit) => mode === undefined || unit?.mode === mode)
      .reduce((sum, unit) => sum + (unit?.minutes ?? 0), 0)
  return (
    <p>
      <strong>
        {say('total')} {hours(programmeId, minutes())}
      </strong>{' '}
      <span className="hint">
        {ui('minutes', { count: count(language, minutes()) })} ·{' '}
        {modes
          .filter((mode) => minutes(mode) > 0)
          .map((mode) =>
            say('byMode', {
              mode: say(`mode.${mode}`),
              hours: hours(programmeId, minutes(mode), 'exact'),
            }),
          )
          .join(' · ')}
      </span>
    </p>
  )
}
