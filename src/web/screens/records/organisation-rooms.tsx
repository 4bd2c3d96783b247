import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { addRoom, editRoom, listRooms } from '../../../areas/organisations/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { Reading } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { NumberField } from '../../forms/number-field.tsx'

type Room = ReplyOf<typeof listRooms>['items'][number]

/** Rooms of an institution or test site. */
export const Rooms = ({ organisationId }: { organisationId: string }) => {
  const say = useWords('organisations')
  const ui = useWords('ui')
  const rooms = useAsk(listRooms, { params: { organisationId } })
  const [edited, setEdited] = useState<Room | 'new' | null>(null)
  const may = rooms.data?.may['room.manage'] ?? false
  const add = may && <Button onClick={() => setEdited('new')}>{say('roomAdd')}</Button>
  return (
    <section className="block" aria-labelledby="rooms">
      <div className="block-head">
        <h2 id="rooms">{say('rooms')}</h2>
        {rooms.data && rooms.data.items.length > 0 && add}
      </div>
      <p className="block-lead">{say('roomsLead')}</p>
      <Reading of={rooms} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState small title={say('roomsEmpty')} text={say('roomsEmptyText')} act={add} />
          ) : (
            <ul className="lines">
              {items.map((room) => (
                <li key={room.id}>
                  <div>
                    <strong>{room.name}</strong>{' '}
                    <span className="hint">{say('seats', { count: room.seats })}</span>
                  </div>
                  <div className="lines-acts">
                    <StateTag state={room.active ? 'room.active' : 'room.inactive'} />
                    {may && <RecordHistory subjectId={room.id} of={room.name} />}
                    {may && (
                      <Button
                        type="link"
                        aria-label={`${ui('edit')} ${room.name}`}
                        onClick={() => setEdited(room)}
                      >
                        {ui('edit')}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {edited !== null && (
        <RoomForm
          organisationId={organisationId}
          room={edited === 'new' ? null : edited}
          close={() => setEdited(null)}
        />
      )}
    </section>
  )
}

interface RoomValues {
  readonly name: string
  readonly seats: number
  readonly active: boolean
}

const RoomForm = ({
  organisationId,
  room,
  close,
}: {
  organisationId: string
  room: Room | null
  close: () => void
}) => {
  const say = useWords('organisations')
  const rules = useRules(addRoom.body)
  const [form] = Form.useForm<RoomValues>()
  const add = useCommand(addRoom)
  const edit = useCommand(editRoom)
  const save = async (values: RoomValues) => {
    if (room)
      await edit.run({ params: { roomId: room.id }, body: { ...values, active: values.active ?? true } })
    else await add.run({ params: { organisationId }, body: { name: values.name, seats: values.seats } })
    announce(say('roomSaved'))
    close()
  }
  return (
    <Modal open title={say(room ? 'roomEdit' : 'roomAdd')} footer={null} onCancel={close}>
      <FormPage
        form={form}
        initial={room ?? { active: true }}
        save={save}
        submitWord={say(room ? 'roomEdit' : 'roomAdd')}
      >
        <Field
          name="name"
          label={say('roomName')}
          help={say('roomNameHelp')}
          rules={rules('name', 'required')}
        >
          <Input />
        </Field>
        <Field name="seats" label={say('roomSeats')} rules={rules('seats', 'required')}>
          <NumberField className="figure-field" min={1} max={5000} precision={0} />
        </Field>
        {room && (
          <Form.Item name="active" valuePropName="checked">
            <Checkbox>{say('roomActive')}</Checkbox>
          </Form.Item>
        )}
      </FormPage>
    </Modal>
  )
}
