/**
 * Standard output for lines of the log: what one turn of the event loop says is written at its end, for a write of its own
 * costs a short request as much as reading its body. A process that ends writes what is left.
 */
export const linesTogether = (
  out: (text: string) => unknown = (text) => process.stdout.write(text),
): { write(line: string): void } => {
  let lines = ''
  const flush = (): void => {
    if (lines === '') return
    const text = lines
    lines = ''
    out(text)
  }
  process.once('exit', flush)
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
}
