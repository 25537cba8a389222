import { SCALAR_SCANNER, SIMD_SCANNER } from './generated/scanner-module.ts'

/** Places in the module's memory; the same numbers are in assembly/layout.as. */
export const OUT = 8192
export const OUT_BYTES = 128
/** One byte a row: not zero, and the parameters of its records get no number. Either reset sets all to zero. */
export const ROW_FORGETS = 3 << 18
export const INPUT = 1 << 20
export const INPUT_BYTES = 3 << 19
/** Eight numbers a row: its mark, then its stretches' numbers, each plus one. */
export const ROW_PARTS = 5 << 19
/** Where each stretch is: its length, nothing, its number, its marks, its bytes. */
export const STRETCH_OFFSETS = 11 << 18
export const STRETCH_HEADER = 16
const PAGES = 216

export const ENDED = 0
export const FULL = 2
export const FULL_OF_PARAMETERS = 3

interface Global {
  readonly value: number
}

/** The part of WebAssembly's interface that is used; TypeScript has it only with the browser's library. */
interface WebAssemblyApi {
  readonly validate: (bytes: Uint8Array) => boolean
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer
  }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}

const webAssembly = (): WebAssemblyApi | undefined =>
  Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi | undefined

interface ScannerExports {
  readonly scan: (start: number, end: number, list: number) => number
  readonly stoppedAt: Global
  readonly status: Global
  readonly resetRows: () => void
  readonly resetMemos: () => void
}

/** One instance of the compiled scanner: its memory is the reader's input buffer as well. Not shared between concurrent reads. */
export interface TrailScanner extends ScannerExports {
  readonly buffer: Buffer
  readonly input: Uint8Array
  /** The whole memory, for what is aligned. */
  readonly words: Int32Array
  readonly doubles: Float64Array
  readonly simd: boolean
}

const modules = new Map<boolean, object>()
const moduleOf = (api: WebAssemblyApi, simd: boolean): object => {
  const made = modules.get(simd) ?? new api.Module(Buffer.from(simd ? SIMD_SCANNER : SCALAR_SCANNER, 'base64'))
  modules.set(simd, made)
  return made
}

/** Undefined where there is no WebAssembly at all; without SIMD the scalar variant, with the same answers. */
export const newTrailScanner = (options: { readonly simd?: boolean } = {}): TrailScanner | undefined => {
  const api = webAssembly()
  if (!api) return undefined
  const useSimd = options.simd ?? (modules.has(true) || api.validate(Buffer.from(SIMD_SCANNER, 'base64')))
  const memory = new api.Memory({ initial: PAGES, maximum: PAGES })
  const module = moduleOf(api, useSimd)
  const instance = new api.Instance(module, { env: { memory, abort: () => undefined } })
  // The exports are those of assembly/scan.as, compiled together with this file.
  const exports = instance.exports as unknown as ScannerExports
  exports.resetRows()
  exports.resetMemos()
  return {
    scan: exports.scan,
    stoppedAt: exports.stoppedAt,
    status: exports.status,
    resetRows: exports.resetRows,
    resetMemos: exports.resetMemos,
    buffer: Buffer.from(memory.buffer),
    input: new Uint8Array(memory.buffer, INPUT, INPUT_BYTES),
    words: new Int32Array(memory.buffer),
    doubles: new Float64Array(memory.buffer),
    simd: useSimd,
  }
}
