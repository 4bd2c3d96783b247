/** A phone number without spaces, dashes and the Chinese country code; `null` for what is none. Empty stays empty. */
export const phoneOf = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  return plain === '' || /^\+?\d{5,20}$/.test(plain) ? plain : null
}

/** An e-mail address in small letters; `null` for what is none. Empty stays empty. */
export const emailOf = (typed: string): string | null => {
  const plain = typed.normalize('NFKC').trim().toLowerCase()
  return plain === '' || (plain.length <= 120 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(plain))
    ? plain
    : null
}
