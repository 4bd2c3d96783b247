import { Checkbox, Input, Modal, Radio, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import {
  admitSeats,
  fenceSeats,
  holdCauses,
  holdSeats,
  incidentCodes,
  moveSeat,
  noteIncident,
  resumeSeats,
  sendMessage,
  submitSeat,
} from '../../../areas/exams/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { NumberField } from '../../forms/number-field.tsx'
import { timeOfInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { codeWord, type ConsoleReply, type Seat } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

export type ActKind = 'hold' | 'resume' | 'admit' | 'fence' | 'move' | 'message' | 'submit' | 'incident'

/** Whom an act is for: the seats as they stand, how the endpoint is told, and in words. */
export interface Target {
  readonly seats: readonly Seat[]
  readonly reach: { readonly attemptIds?: string[]; readonly roomId?: string }
  readonly who: string
  readonly room?: string
}

interface ActProps {
  readonly sitting: Sitting
  readonly rooms: ConsoleReply['rooms']
  readonly seats: readonly Seat[]
  readonly acting: { readonly kind: ActKind; readonly target: Target } | null
  readonly close: () => void
}

/** One act with its reason: what it does is said before, and what it did after. */
export const ExamAct = ({ acting, ...rest }: ActProps) =>
  // Each act begins with an empty form.
  acting ? <Act key={acting.kind} {...rest} {...acting} /> : null

interface Form {
  readonly kind: ActKind
  readonly target: Target
  readonly sitting: Sitting
  readonly close: () => void
}

const Act = ({ kind, ...form }: Form & Pick<ActProps, 'rooms' | 'seats'>) => {
  if (kind === 'hold') return <Hold kind={kind} {...form} />
  if (kind === 'move') return <Move kind={kind} {...form} />
  if (kind === 'incident') return <Incident kind={kind} {...form} />
  return <Plain kind={kind} {...form} />
}

interface FrameProps {
  readonly form: Form
  readonly busy: boolean
  readonly error: unknown
  readonly ready: boolean
  readonly send: () => void
  readonly children: ReactNode
}

const Frame = ({ form, busy, error, ready, send, children }: FrameProps) => {
  const say = useWords('examConsole')
  const ui = useWords('ui')
  const { kind, target, close } = form
  return (
    <Modal
      open
      title={say(`${kind}Title`, { who: target.who })}
      onCancel={close}
      onOk={send}
      okText={say(kind === 'message' || kind === 'incident' ? `send.${kind}` : `act.${kind}`)}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: busy, disabled: !ready, danger: kind === 'submit' || kind === 'fence' }}
    >
      <p className="hint">{say(`${kind}Text`)}</p>
      {children}
      <ProblemNotice error={error} />
    </Modal>
  )
}

/** A reason in the author's words; what is usual stands there already. */
const Reason = ({
  value,
  change,
  usual,
  label,
}: {
  value: string
  change: (value: string) => void
  usual?: string
  label: string
}) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={400}
        value={value}
        {...(usual ? { placeholder: usual } : {})}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  )
}

const Hold = (form: Form) => {
  const say = useWords('examConsole')
  const exams = useWords('exams')
  const id = useId()
  const { sitting, target } = form
  const [cause, setCause] = useState<(typeof holdCauses)[number]>('power')
  const [reason, setReason] = useState('')
  const running = target.seats.filter((seat) => seat.state === 'running' && seat.slackSeconds !== null)
  const slack = Math.min(...running.map((seat) => seat.slackSeconds ?? 0))
  const tight = slack < 3600
  const cutNow = running.filter((seat) => seat.slackSeconds === 0).length
  const cutSoon = running.filter((seat) => (seat.slackSeconds ?? 0) < 3600).length
  // Nobody shall lose a second: the close moves unless the invigilator decides otherwise.
  const [pastClose, setPastClose] = useState(tight)
  const hold = useCommand(holdSeats, {
    done: (reply) => {
      announce(
        reply.cut > 0
          ? say('heldCut', { count: reply.held, cut: reply.cut })
          : say('held', { count: reply.held }),
      )
      form.close()
    },
  })
  const time = timeOfInstant(sitting.closesAt)
  return (
    <Frame
      form={form}
      busy={hold.busy}
      error={hold.error}
      ready
      send={() =>
        hold.send({
          params: { sittingId: sitting.sittingId },
          body: { ...target.reach, cause, reason: reason.trim() || exams(`cause.${cause}`), pastClose },
        })
      }
    >
      <div className="field">
        <label htmlFor={`${id}-cause`}>{say('cause')}</label>
        <Select
          id={`${id}-cause`}
          value={cause}
          onChange={setCause}
          options={holdCauses.map((value) => ({ value, label: exams(`cause.${value}`) }))}
        />
      </div>
      <Reason value={reason} change={setReason} usual={exams(`cause.${cause}`)} label={say('reason')} />
      {tight && running.length > 0 && (
        <p className="note note-amber">
          {cutNow > 0
            ? say('holdCutNow', { time, count: cutNow })
            : say('holdCutLater', { time, count: cutSoon, minutes: Math.floor(slack / 60) })}
        </p>
      )}
      <Checkbox checked={pastClose} onChange={(event) => setPastClose(event.target.checked)}>
        {say('holdPastClose')}
      </Checkbox>
    </Frame>
  )
}

/** First seat of a room nobody sits at. */
const firstFree = (room: ConsoleReply['rooms'][number] | undefined, seats: readonly Seat[]): number => {
  const taken = new Set(seats.filter((one) => one.roomId === room?.roomId).map((one) => one.seat))
  for (let seat = 1; seat <= (room?.seats ?? 0); seat += 1) if (!taken.has(seat)) return seat
  return 1
}

const Move = ({ rooms, seats, ...form }: Form & Pick<ActProps, 'rooms' | 'seats'>) => {
  const say = useWords('examConsole')
  const id = useId()
  const { sitting, target } = form
  const [one] = target.seats
  const [roomId, setRoomId] = useState(one?.roomId ?? rooms[0]?.roomId ?? '')
  const roomNow = rooms.find((room) => room.roomId === roomId)
  const [typed, setTyped] = useState<number | null>(null)
  const seat = typed ?? firstFree(roomNow, seats)
  const [reason, setReason] = useState('')
  const move = useCommand(moveSeat, {
    done: () => {
      announce(
        say('moved', { name: one?.name ?? '', place: say('place', { room: roomNow?.name ?? '', seat }) }),
      )
      form.close()
    },
  })
  return (
    <Frame
      form={form}
      busy={move.busy}
      error={move.error}
      ready={one !== undefined && roomNow !== undefined}
      send={() =>
        one &&
        move.send({
          params: { sittingId: sitting.sittingId, attemptId: one.attemptId },
          body: { roomId, seat, reason: reason.trim() || say('usual.move') },
        })
      }
    >
      <div className="exam-times">
        <div className="field">
          <label htmlFor={`${id}-room`}>{say('moveRoom')}</label>
          <Select
            id={`${id}-room`}
            value={roomId}
            onChange={(next) => {
              setRoomId(next)
              setTyped(null)
            }}
            options={rooms.map((room) => ({ value: room.roomId, label: room.name }))}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-seat`}>{say('moveSeat')}</label>
          <NumberField
            id={`${id}-seat`}
            min={1}
            max={roomNow?.seats ?? 1}
            precision={0}
            value={seat}
            onChange={(value) => setTyped(value)}
          />
        </div>
      </div>
      <Reason value={reason} change={setReason} usual={say('usual.move')} label={say('reason')} />
    </Frame>
  )
}

const Incident = (form: Form) => {
  const say = useWords('examConsole')
  const { sitting, target } = form
  const [code, setCode] = useState<(typeof incidentCodes)[number]>('machine')
  const [note, setNote] = useState('')
  const noting = useCommand(noteIncident, {
    done: () => {
      announce(say('noted'))
      form.close()
    },
  })
  return (
    <Frame
      form={form}
      busy={noting.busy}
      error={noting.error}
      ready={note.trim().length >= 2}
      send={() =>
        noting.send({
          params: { sittingId: sitting.sittingId },
          body: { ...target.reach, code, note: note.trim() },
        })
      }
    >
      <fieldset className="exam-minutes">
        <legend>{say('incidentCode')}</legend>
        <Radio.Group
          className="console-codes"
          value={code}
          onChange={(event) => setCode(event.target.value as typeof code)}
          options={incidentCodes.map((value) => ({ value, label: say(codeWord(value)) }))}
        />
      </fieldset>
      <Reason value={note} change={setNote} label={say('incidentNote')} />
    </Frame>
  )
}

/** Acts that ask no more than a sentence, or a tick. */
const Plain = (form: Form) => {
  const say = useWords('examConsole')
  const { kind, sitting, target, close } = form
  const [text, setText] = useState('')
  const [identitySeen, setIdentitySeen] = useState(true)
  const [one] = target.seats
  const done = (sentence: string): void => {
    announce(sentence)
    close()
  }
  const resume = useCommand(resumeSeats, {
    done: (reply) =>
      done(
        reply.stillHeld > 0
          ? say('resumedBut', { count: reply.resumed, still: reply.stillHeld })
          : say('resumed', { count: reply.resumed }),
      ),
  })
  const admit = useCommand(admitSeats, { done: (reply) => done(say('admitted', { count: reply.seats })) })
  const fence = useCommand(fenceSeats, { done: (reply) => done(say('fenced', { count: reply.seats })) })
  const message = useCommand(sendMessage, {
    done: (reply) => done(say('messageSent', { count: reply.seats })),
  })
  const submit = useCommand(submitSeat, {
    done: (reply) => done(say('submitted', { receipt: reply.receipt })),
  })
  const used = { resume, admit, fence, message, submit }[kind as 'resume']
  const params = { sittingId: sitting.sittingId }
  const { reach } = target
  const words = text.trim()
  const send = (): void => {
    if (kind === 'resume') resume.send({ params, body: { ...reach } })
    if (kind === 'admit') admit.send({ params, body: { ...reach, identitySeen } })
    if (kind === 'fence')
      fence.send({
        params,
        body: {
          attemptIds: target.seats.map((seat) => seat.attemptId),
          reason: words || say('usual.fence'),
        },
      })
    if (kind === 'message') message.send({ params, body: { ...reach, text: words } })
    if (kind === 'submit' && one)
      submit.send({
        params: { ...params, attemptId: one.attemptId },
        body: { reason: words || say('usual.submit') },
      })
  }
  return (
    <Frame
      form={form}
      busy={used.busy}
      error={used.error}
      ready={kind !== 'message' || words.length >= 2}
      send={send}
    >
      {kind === 'admit' && (
        <Checkbox checked={identitySeen} onChange={(event) => setIdentitySeen(event.target.checked)}>
          {say('identitySeen')}
        </Checkbox>
      )}
      {kind === 'message' && <Reason value={text} change={setText} label={say('message')} />}
      {(kind === 'fence' || kind === 'submit') && (
        <Reason value={text} change={setText} usual={say(`usual.${kind}`)} label={say('reason')} />
      )}
    </Frame>
  )
}
