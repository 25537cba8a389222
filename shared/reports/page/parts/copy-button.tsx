import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

const SHOWN_MS = 2000

/** The clipboard needs https or a file that the browser trusts; elsewhere the text is selected, ready for Ctrl+C. */
const copy = async (text: string, source: HTMLElement | null): Promise<'Copied' | 'Selected'> => {
  try {
    await navigator.clipboard.writeText(text)
    return 'Copied'
  } catch {
    if (source) getSelection()?.selectAllChildren(source)
    return 'Selected'
  }
}

export const Command = ({ text }: { readonly text: string }): JSX.Element => {
  const code = useRef<HTMLElement>(null)
  const [done, setDone] = useState('')
  useEffect(() => {
    if (done === '') return
    const timer = setTimeout(() => setDone(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <div class="command">
      <code ref={code}>
        {text.split(' ').map((word, index) => (
          <span key={index}>
            {index === 0 ? '' : ' '}
            <span class="nowrap">{word}</span>
          </span>
        ))}
      </code>
      <button type="button" class="small" onClick={() => void copy(text, code.current).then(setDone)}>
        {done || 'Copy'}
        <span class="hidden"> command {text}</span>
      </button>
      <span class="hidden" role="status">
        {done}
      </span>
    </div>
  )
}
