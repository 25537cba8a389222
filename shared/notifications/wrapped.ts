import { ascii } from './ascii.ts'

const COLUMNS = 78

const joint = (line: string, first: string, rest: string): string => (line === first || line === rest ? '' : ' ')

/** Breaks at blanks, and inside words that are longer than a line (ARNs): no mail gateway needs to break them for us. */
export const wrapped = (text: string, first: string, rest: string, columns = COLUMNS): string[] => {
  const lines: string[] = []
  let line = first
  for (const word of ascii(text)
    .split(' ')
    .filter((word) => word !== '')) {
    let left = word
    if (line.trim() !== '' && line !== first && line !== rest && line.length + 1 + left.length > columns) {
      lines.push(line)
      line = rest
    }
    while (line.length + left.length + 1 > columns && left.length > columns - rest.length) {
      const room = columns - line.length - 1
      lines.push(`${line}${joint(line, first, rest)}${left.slice(0, room)}`)
      left = left.slice(room)
      line = rest
    }
    line = `${line}${joint(line, first, rest)}${left}`
  }
  return [...lines, line]
}

/** A command that can be copied: where it goes on in the next line, the shell is told. One with quotes or long words is left whole to the eye. */
export const wrappedCommand = (command: string, first: string, rest: string): string[] => {
  if (/['"\\]/.test(command) || command.split(' ').some((word) => word.length > COLUMNS - 12))
    return wrapped(command, first, rest)
  const lines = wrapped(command, first, rest, COLUMNS - 2)
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line))
}
