/** Takes the backslash off `\~ \= \# \{ \} \: \\`, makes a line of `\n`, and leaves every other backslash as it is. */
export const unescapeGift = (text: string): string =>
  text.replace(/\\([~=#{}:\\n])/g, (_whole, char: string) => (char === 'n' ? '\n' : char))
