/** A state that cannot be read, written or understood: one sentence that says which and what to do. */
export class StateError extends Error {
  override readonly name = 'StateError'
}
