/** The configuration cannot be used: one sentence that names the file, the place and what is allowed there. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}
