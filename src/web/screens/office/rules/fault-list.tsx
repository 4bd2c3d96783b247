import { createContext, useContext } from 'react'
import { useLanguage, useWords } from '../../../i18n/words.ts'
import type { Fault } from './use-editor.ts'

/** Leads from a fault to where it stands; without one faults are only told. */
export const FaultJump = createContext<((pointer: string) => void) | null>(null)

/** How many faults there are; what is merely still empty is told apart from what is wrong. */
export const useFaultCount = (): ((faults: readonly Fault[]) => string) => {
  const say = useWords('rules')
  return (faults) => {
    const empty = faults.filter(({ code }) => code === 'text.empty').length
    const wrong = faults.length - empty
    return [
      ...(wrong > 0 ? [say('faults', { count: wrong })] : []),
      ...(empty > 0 ? [say('toFill', { count: empty })] : []),
    ].join(' · ')
  }
}

/** Everything that is wrong with a text, each with its place and its sentence. */
export const FaultList = ({
  faults,
  placeWords,
}: {
  faults: readonly Fault[]
  /** What a place is called; without it, and where it has no name, the pointer stands for itself. */
  placeWords?: ((pointer: string) => string) | undefined
}) => {
  const say = useWords('rules')
  const jump = useContext(FaultJump)
  const language = useLanguage()
  const placeOf = (pointer: string) => placeWords?.(pointer) || <code>{pointer === '' ? '/' : pointer}</code>
  return (
    <ul className="rule-faults">
      {faults.map(({ pointer, code, text }) => (
        <li key={`${pointer} ${code} ${text.en}`}>
          {jump ? (
            <button
              type="button"
              className="link"
              aria-label={`${say('jump')} ${pointer === '' ? '/' : pointer}`}
              onClick={() => jump(pointer)}
            >
              {placeOf(pointer)}
            </button>
          ) : (
            <span title={pointer}>{placeOf(pointer)}</span>
          )}{' '}
          {text[language]}
        </li>
      ))}
    </ul>
  )
}

/** The same of one part of the text, beside the fields that hold it. */
export const FaultsAt = ({
  faults,
  pointer,
  placeWords,
}: {
  faults: readonly Fault[]
  pointer: string
  placeWords?: (placeWithin: string) => string
}) => {
  const count = useFaultCount()
  const here = faults.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
  if (here.length === 0) return null
  return (
    <div className="rule-faults-here" role="status">
      <strong>{count(here)}</strong>
      <FaultList
        faults={here}
        placeWords={placeWords && ((place) => placeWords(place.slice(pointer.length)))}
      />
    </div>
  )
}
