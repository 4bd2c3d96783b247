import { useEffect, useMemo, useState } from 'react'

const pause = 400

/** A value as it was a moment after it last changed, for what should not be asked at every key. */
export const useSettled = <T>(value: T): T => {
  const now = JSON.stringify(value)
  const [settled, setSettled] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), pause)
    return () => clearTimeout(timer)
  }, [now])
  return useMemo(() => JSON.parse(settled) as T, [settled])
}
