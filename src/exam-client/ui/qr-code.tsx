import { useEffect, useState, type ReactNode } from 'react'

interface Drawn {
  readonly size: number
  readonly path: string
}

const drawn = async (text: string): Promise<Drawn> => {
  const { create } = await import('qrcode')
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const cells = Array.from(data, (dark, at) => (dark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : ''))
  return { size, path: cells.join('') }
}

/**
 * A QR code as one path, sharp at every size. What draws it is fetched when it is wanted: no candidate needs it before the
 * end. Where it cannot be had there is no code, and the text beside it says the same.
 */
export const QrCode = ({ text, label }: { text: string; label: string }): ReactNode => {
  const [code, setCode] = useState<Drawn | null>(null)
  useEffect(() => {
    let current = true
    void drawn(text).then(
      (made) => current && setCode(made),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [text])
  if (!code) return null
  const side = code.size + 8
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect x="-4" y="-4" width={side} height={side} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}
