import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { showConsole } from '../../../areas/exams/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Reading } from '../../ui/reading.tsx'
import { ExamAct, type ActKind, type Target } from './exam-act.tsx'
import { ExamGiveTime, type Receivers } from './exam-give-time.tsx'
import { ExamSeat } from './exam-seat.tsx'
import { LateAnswers } from './exam-late.tsx'
import { ExamSeatMap } from './exam-seat-map.tsx'
import { inOrder, needsYou, type ConsoleReply, type Seat } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'
import './exam-console.css'

const everyMs = 3000

/** The invigilator's console: every seat, trouble first, and what may be done for one seat, a room, or everybody. */
export const ExamConsole = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('exams')
  const live = sitting.phase === 'open' || sitting.running > 0
  const read = useAsk(
    showConsole,
    { params: { sittingId: sitting.sittingId } },
    { every: live ? everyMs : 30_000 },
  )
  return (
    <Reading of={read} lines={8}>
      {(reply) =>
        reply.items.length === 0 ? (
          <EmptyState title={say('roomEmpty')} />
        ) : (
          <Console sitting={sitting} reply={reply} readAt={read.dataUpdatedAt} />
        )
      }
    </Reading>
  )
}

/** The centre's time, running on between two readings. */
export const useCentreTime = (serverTime: string, readAt: number): number => {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return Date.parse(serverTime) + Math.max(0, now - readAt)
}

/** Acts that make sense for many seats at once. */
const manyActs = ['hold', 'resume', 'time', 'message', 'admit', 'incident'] as const

const Console = ({ sitting, reply, readAt }: { sitting: Sitting; reply: ConsoleReply; readAt: number }) => {
  const say = useWords('examConsole')
  const now = useCentreTime(reply.serverTime, readAt)
  const [roomId, setRoomId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<string | null>(null)
  const [acting, setActing] = useState<{ kind: ActKind; target: Target } | null>(null)
  const [giving, setGiving] = useState<Receivers | null>(null)
  const used = reply.rooms.filter((room) => room.used)
  const inRoom = reply.items.filter((seat) => roomId === null || seat.roomId === roomId)
  // Once anybody was checked at the door, a seat that was not stands out.
  const identityAsked = reply.items.some((seat) => seat.identitySeen)
  const ordered = inOrder(inRoom, now, identityAsked)
  const picked = inRoom.filter((seat) => chosen.has(seat.attemptId))
  const target = targetOf(say, picked, roomId, used, inRoom)
  const seat = reply.items.find((one) => one.attemptId === opened) ?? null
  const act = (kind: ActKind | 'time', to: Target) => {
    if (kind === 'time') setGiving(receiversOf(to))
    else setActing({ kind, target: to })
  }
  const attention = ordered.filter(({ trouble }) => needsYou(trouble)).length
  const count = (is: (one: Seat) => boolean) => inRoom.filter(is).length
  const open = sitting.phase !== 'cancelled'
  return (
    <>
      <div className="console-head" role="status">
        <p>
          {say('summary', {
            candidates: inRoom.length,
            running: count((one) => one.state === 'running' && !one.held),
            held: count((one) => one.held !== null),
            submitted: count((one) => one.state === 'submitted'),
            ready: count((one) => one.state === 'ready' && !one.held),
            absent: count((one) => one.state === 'absent'),
          })}
        </p>
        <p className={attention > 0 ? 'console-attention' : 'hint'}>
          {attention > 0 ? say('attention', { count: attention }) : say('noAttention')}
        </p>
      </div>
      <LateAnswers sitting={sitting} seats={inRoom} />
      {used.length > 1 && (
        <div className="console-rooms" role="group" aria-label={say('rooms')}>
          {[{ roomId: null, name: say('allRooms') }, ...used].map((room) => (
            <Button
              key={room.roomId ?? 'all'}
              aria-pressed={roomId === room.roomId}
              type={roomId === room.roomId ? 'primary' : 'default'}
              ghost={roomId === room.roomId}
              onClick={() => {
                setRoomId(room.roomId)
                setChosen(new Set())
              }}
            >
              {room.name}
            </Button>
          ))}
        </div>
      )}
      {open && (
        <div className="console-acts" role="group" aria-label={say('acts')}>
          <span className="hint">{say('to', { who: target.who })}</span>
          {manyActs.map((kind) => (
            <Button key={kind} onClick={() => act(kind, target)} disabled={!mayFor(kind, target.seats)}>
              {say(`act.${kind}`)}
            </Button>
          ))}
          {picked.length > 0 && (
            <Button type="text" onClick={() => setChosen(new Set())}>
              {say('unchoose')}
            </Button>
          )}
        </div>
      )}
      <ExamSeatMap
        ordered={ordered}
        questions={reply.questions}
        now={now}
        chosen={chosen}
        choose={setChosen}
        open={setOpened}
      />
      <ExamSeat
        sitting={sitting}
        seat={seat}
        questions={reply.questions}
        now={now}
        identityAsked={identityAsked}
        act={(kind) => seat && act(kind, targetOf(say, [seat], null, used, []))}
        close={() => setOpened(null)}
      />
      <ExamAct
        sitting={sitting}
        rooms={reply.rooms}
        seats={reply.items}
        acting={acting}
        close={() => {
          setActing(null)
          setChosen(new Set())
        }}
      />
      <ExamGiveTime
        sitting={sitting}
        to={giving}
        close={() => {
          setGiving(null)
          setChosen(new Set())
        }}
      />
    </>
  )
}

/** Seats picked by hand, else the room in view, else everybody. */
const targetOf = (
  say: ReturnType<typeof useWords<'examConsole'>>,
  picked: readonly Seat[],
  roomId: string | null,
  rooms: ConsoleReply['rooms'],
  inRoom: readonly Seat[],
): Target => {
  const [first] = picked
  if (first)
    return {
      seats: picked,
      reach: { attemptIds: picked.map((one) => one.attemptId) },
      who: picked.length === 1 ? first.name : say('seats', { count: picked.length }),
    }
  const room = rooms.find((one) => one.roomId === roomId)
  return room
    ? { seats: inRoom, reach: { roomId: room.roomId }, who: room.name, room: room.name }
    : { seats: inRoom, reach: {}, who: say('allSeats') }
}

const receiversOf = ({ seats, reach, room }: Target): Receivers => ({
  rows: seats.filter((one) => (reach.attemptIds ? one.state !== 'submitted' : one.state === 'running')),
  ...(reach.attemptIds ? {} : { all: true }),
  ...(reach.roomId ? { roomId: reach.roomId, room: room ?? '' } : {}),
})

/** Whether an act has anybody to be for among these seats. */
const mayFor = (kind: (typeof manyActs)[number], seats: readonly Seat[]): boolean => {
  const open = seats.filter((one) => one.state === 'running' || one.state === 'ready')
  if (kind === 'hold') return open.some((one) => !one.held)
  if (kind === 'resume') return open.some((one) => one.held?.until === null)
  if (kind === 'time') return open.some((one) => one.state === 'running')
  return kind === 'incident' ? seats.length > 0 : open.length > 0
}
