const TERABYTE = 1_000_000_000_000
/** The least that a query is charged for (Athena pricing). */
const LEAST_BYTES = 10_000_000

/** What a query costs in US dollars, by the bytes that it scanned. */
export const queryCost = (scannedBytes: number, usdPerTerabyte: number): number =>
  (Math.max(scannedBytes, LEAST_BYTES) / TERABYTE) * usdPerTerabyte

/** `1.24 GB scanned, $0.0062` */
export const costInWords = (scannedBytes: number, usdPerTerabyte: number): string =>
  `${(scannedBytes / 1_000_000_000).toFixed(2)} GB scanned, $${queryCost(scannedBytes, usdPerTerabyte).toFixed(4)}`
