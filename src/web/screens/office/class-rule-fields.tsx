import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select, type FormInstance } from 'antd'
import { classFacts, classFactValues, type ClassRule } from '../../../areas/programme/contract.ts'
import { useState } from 'react'
import { eitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'

const letters = ['A', 'B', 'C', 'D', 'E', 'F'] as const
type Fact = (typeof classFacts)[number]

/** Who is of class A, B, C: criteria over facts, in words and in conditions, and which class goes first. */
export const ClassRuleFields = ({ form }: { form: FormInstance }) => {
  const say = useWords('programme')
  const [open, setOpen] = useState(false)
  return (
    <>
      <h2 className="form-section">{say('sectionClasses')}</h2>
      <p>{say('sectionClassesLead')}</p>
      {open ? (
        <ClassRuleEditor form={form} />
      ) : (
        <>
          <ClassRuleSummary rule={form.getFieldValue('classRule') as ClassRule} />
          <Button onClick={() => setOpen(true)}>{say('editCriteria')}</Button>
        </>
      )}
    </>
  )
}

/** The rule as it reads: criteria in words, and the order of precedence. */
export const ClassRuleSummary = ({ rule }: { rule: ClassRule }) => {
  const say = useWords('programme')
  const language = useLanguage()
  return (
    <>
      <ol className="criteria-list">
        {rule.criteria.map((criterion) => (
          <li key={`${criterion.class} ${criterion.text.zh}`}>
            <strong>{criterion.class}</strong> {eitherName(language, criterion.text.zh, criterion.text.en)}
          </li>
        ))}
      </ol>
      <p className="hint criteria-order">
        {say('precedence')} {rule.precedence.join(' > ')}
      </p>
    </>
  )
}

const ClassRuleEditor = ({ form }: { form: FormInstance }) => {
  const say = useWords('programme')
  const ui = useWords('ui')
  const required = [{ required: true, message: ui('fieldRequired') }]
  return (
    <>
      <Form.Item
        name={['classRule', 'precedence']}
        label={<span className="field-label">{say('precedence')}</span>}
        rules={required}
      >
        <Select mode="multiple" maxCount={6} options={letters.map((value) => ({ value }))} />
      </Form.Item>
      <Form.List name={['classRule', 'criteria']}>
        {(criteria, { add, remove }) => (
          <div className="criteria">
            {criteria.map((criterion, index) => (
              <fieldset key={criterion.key}>
                <legend>
                  {say('criteria')} {index + 1}
                </legend>
                <div className="criterion-words">
                  <Form.Item name={[criterion.name, 'class']} label={say('criterionClass')} rules={required}>
                    <Select options={letters.map((value) => ({ value }))} />
                  </Form.Item>
                  <Form.Item
                    name={[criterion.name, 'text', 'zh']}
                    label={say('criterionText')}
                    rules={required}
                  >
                    <Input maxLength={300} />
                  </Form.Item>
                  <Form.Item name={[criterion.name, 'text', 'en']} label={say('criterionTextEn')}>
                    <Input maxLength={300} />
                  </Form.Item>
                </div>
                <Conditions form={form} criterion={criterion.name} />
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => remove(criterion.name)}
                >
                  {say('removeCriterion')}
                </Button>
              </fieldset>
            ))}
            <Button
              icon={<PlusOutlined aria-hidden />}
              onClick={() =>
                add({ class: 'C', text: { zh: '', en: '' }, all: [{ fact: 'field-work', oneOf: ['yes'] }] })
              }
            >
              {say('addCriterion')}
            </Button>
          </div>
        )}
      </Form.List>
    </>
  )
}

const Conditions = ({ form, criterion }: { form: FormInstance; criterion: number }) => {
  const say = useWords('programme')
  const ui = useWords('ui')
  const rule = Form.useWatch<ClassRule | undefined>('classRule', form)
  const factAt = (condition: number): Fact | undefined => rule?.criteria[criterion]?.all[condition]?.fact
  const valuesOf = (fact: Fact | undefined): readonly string[] => (fact ? classFactValues[fact] : [])
  const chooseFact = (condition: number, fact: Fact) => {
    const values = valuesOf(fact)
    form.setFieldValue(
      ['classRule', 'criteria', criterion, 'all', condition, 'oneOf'],
      values.length === 1 ? [...values] : [],
    )
  }
  const required = [{ required: true, message: ui('fieldRequired') }]
  return (
    <Form.List name={[criterion, 'all']}>
      {(conditions, { add, remove }) => (
        <div className="rows">
          <span className="rows-head">{say('conditionsAll')}</span>
          {conditions.map((condition) => (
            <div key={condition.key} className="rows-row criterion-condition">
              <Form.Item name={[condition.name, 'fact']} rules={required}>
                <Select
                  aria-label={say('criteria')}
                  options={classFacts.map((value) => ({ value, label: say(`fact.${value}`) }))}
                  onChange={(fact: Fact) => chooseFact(condition.name, fact)}
                />
              </Form.Item>
              <Form.Item name={[condition.name, 'oneOf']} rules={required}>
                <Select
                  mode="multiple"
                  aria-label={say('conditionsAll')}
                  options={valuesOf(factAt(condition.name)).map((value) => ({
                    value,
                    label: say(`value.${value}` as Word<'programme'>),
                  }))}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={`${say('keyAreaRemove')} ${condition.name + 1}`}
                disabled={conditions.length === 1}
                onClick={() => remove(condition.name)}
              />
            </div>
          ))}
          <div>
            <Button size="small" onClick={() => add({ fact: 'field-work', oneOf: ['yes'] })}>
              {say('addCondition')}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  )
}
