import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { tidyName } from '../domain/organisation-facts.ts'
import { roomAdded, roomEdited } from '../events.ts'
import { findOrganisation, lockOrganisation } from '../store/organisations.ts'
import { insertRoom, listRoomRows, lockRoom, updateRoom } from '../store/rooms.ts'
import { ownersOf } from './owners.ts'

const roomConstraints = { room_name: 'room.name-taken' } as const

export const listRooms = query({
  name: 'organisations.listRooms',
  action: 'room.read',
  async load(reading, input: { organisationId: string }) {
    const row = await findOrganisation(reading.tx, input.organisationId)
    return row ? { owners: await ownersOf(reading, row), row } : undefined
  },
  async reply(reading, _input, { owners, row }) {
    return { items: await listRoomRows(reading.tx, row.id), may: reading.may(owners, ['room.manage']) }
  },
})

export const addRoom = command({
  name: 'organisations.addRoom',
  action: 'room.manage',
  constraints: roomConstraints,
  async load(unit, input: { organisationId: string; name: string; seats: number }) {
    const row = await lockOrganisation(unit.tx, input.organisationId)
    return row ? { owners: await ownersOf(unit, row), row } : undefined
  },
  async run(unit, input, { row }) {
    if (row.status === 'closed') return refuse('organisation.closed')
    if (row.kind !== 'institution' && row.kind !== 'site') return refuse('room.owner-kind')
    const name = tidyName(input.name)
    if (name === '') return refuse('request.invalid', {}, [{ pointer: '/name', code: 'request.required' }])
    const roomId = newId()
    await insertRoom(unit.tx, { id: roomId, organisationId: row.id, name, seats: input.seats })
    await unit.emit(roomAdded(row.id, { room: roomId, name, seats: input.seats }))
    return ok({ roomId })
  },
})

/** Renames a room, changes its seats, or takes it out of use; what was held in it keeps pointing to it. */
export const editRoom = command({
  name: 'organisations.editRoom',
  action: 'room.manage',
  constraints: roomConstraints,
  async load(unit, input: { roomId: string; name: string; seats: number; active: boolean }) {
    const room = await lockRoom(unit.tx, input.roomId)
    const row = room && (await findOrganisation(unit.tx, room.organisationId))
    return room && row ? { owners: await ownersOf(unit, row), room } : undefined
  },
  async run(unit, input, { room }) {
    const name = tidyName(input.name)
    if (name === '') return refuse('request.invalid', {}, [{ pointer: '/name', code: 'request.required' }])
    const after = { name, seats: input.seats, active: input.active }
    await updateRoom(unit.tx, room.id, after)
    const before = { name: room.name, seats: room.seats, active: room.active }
    await unit.emit(roomEdited(room.organisationId, { room: room.id, before, after }))
    return ok({})
  },
})
