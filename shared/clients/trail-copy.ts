import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { parseTrailObjectName } from '#shared/facts/trail-object-name.ts'
import { EvidenceFolderError } from './evidence-folder.ts'
import { listTrailFiles, readTrailFile } from './trail-files.ts'

const METADATA = '.metadata.json'

const jsonFile = async (file: string, what: string): Promise<JsonObject | undefined> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new EvidenceFolderError(`${file} cannot be read (${error.code ?? 'unknown error'}).`)
  })
  if (text === undefined) return undefined
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    throw new EvidenceFolderError(`${file} is not JSON; it must be ${what}.`)
  }
  if (!isJsonObject(value)) throw new EvidenceFolderError(`${file} is not a JSON object; it must be ${what}.`)
  return value
}

/** The metadata that S3 keeps beside an object: `aws s3api head-object` of it, saved as `<object>.metadata.json`. */
const metadataOf = async (file: string | undefined): Promise<ReadonlyMap<string, string>> => {
  const answer = file === undefined ? undefined : await jsonFile(file, 'the answer of `aws s3api head-object`')
  const metadata = answer && ownProperty(answer, 'Metadata')
  if (!isJsonObject(metadata)) return new Map()
  return new Map(
    Object.entries(metadata).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  )
}

/** The system's refusals come while it is read, long after it was listed. */
const readCopied = async function* (file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* readTrailFile(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new EvidenceFolderError(`${file} cannot be read (${String(error.code)}); copy it from the bucket again.`)
  }
}

/** A folder that holds a trail's bucket, or the part below its prefix, under the names that the objects have there. */
export const openTrailCopy = async (folder: string) => {
  const files = await listTrailFiles(folder).catch((error: NodeJS.ErrnoException) => {
    throw new EvidenceFolderError(
      `${folder} cannot be read (${error.code ?? 'unknown error'}); name a folder with a copy of the trail's bucket.`,
    )
  })
  const pathOf = new Map(files.map((file) => [file.name, file.path]))
  const keysOf = (kind: 'log' | 'digest') =>
    files.map(({ name }) => name).filter((name) => parseTrailObjectName(name)?.kind === kind)
  return {
    digestKeys: keysOf('digest'),
    logKeys: keysOf('log'),
    read: async (_bucket: string, key: string) => {
      const file = pathOf.get(key)
      return file === undefined
        ? undefined
        : { bytes: readCopied(file), metadata: await metadataOf(pathOf.get(`${key}${METADATA}`)) }
    },
  }
}

const KEY_FILE = 'an object with a Region for each key and under it the answer of `aws cloudtrail list-public-keys`'

/** Public keys by Region, from a file: `{ "eu-central-1": { "PublicKeyList": […] } }`. */
export const readPublicKeyFile = async (file: string): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> => {
  const regions = await jsonFile(file, KEY_FILE)
  if (regions === undefined)
    throw new EvidenceFolderError(`${path.normalize(file)} is not there; --public-keys takes ${KEY_FILE}.`)
  return new Map(Object.entries(regions).map(([region, answer]) => [region, keysIn(answer)]))
}

const keysIn = (answer: JsonValue): ReadonlyMap<string, string> => {
  const list = isJsonObject(answer) ? ownProperty(answer, 'PublicKeyList') : undefined
  return new Map(
    (Array.isArray(list) ? (list as readonly JsonValue[]) : []).filter(isJsonObject).flatMap((key) => {
      const fingerprint = ownProperty(key, 'Fingerprint')
      const value = ownProperty(key, 'Value')
      return typeof fingerprint === 'string' && typeof value === 'string' ? [[fingerprint, value] as const] : []
    }),
  )
}
