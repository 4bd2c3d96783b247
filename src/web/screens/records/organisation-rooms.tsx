import { Checkbox, Form, Input, Modal } from 'antd'
import { addRoom, editRoom, listRooms } from '../../../areas/organisations/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { NumberField } from '../../forms/number-field.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { KeptList } from './kept-list.tsx'

type Room = ReplyOf<typeof listRooms>['items'][number]

/** Rooms of an institution or test site. */
export const Rooms = ({ organisationId }: { organisationId: string }) => {
  const say = useWords('organisations')
  return (
    <KeptList
      of="room"
      title={say('rooms')}
      lead={say('roomsLead')}
      addWord={say('roomAdd')}
      empty={{ title: say('roomsEmpty'), text: say('roomsEmptyText') }}
      read={useAsk(listRooms, { params: { organisationId } })}
      note={(room) => say('seats', { count: room.seats })}
      form={(room, close) => <RoomForm organisationId={organisationId} room={room} close={close} />}
    />
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
