const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')

/** Whoever read the output has read enough (`| head`): nothing more is to be said, and nothing went wrong. */
export const ignoreClosedPipe = (error: unknown): void => {
  if (!isClosedPipe(error)) throw error
}
