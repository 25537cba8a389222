import type { DoctorCheck } from '#shared/reports/doctor-document.ts'

// AWS refuses signatures that are off by more than five minutes (IAM user guide, "Signature Version 4 troubleshooting").
const REFUSED_SECONDS = 300
const NOTED_SECONDS = 30

/** A clock that is off makes ages wrong by as much, and at five minutes AWS refuses to talk at all. */
export const clockCheck = (heard: { readonly server: Date; readonly heardAt: Date } | undefined): DoctorCheck => {
  const check = { area: 'clock', name: "this machine's clock" } as const
  if (heard === undefined) return { ...check, state: 'not-tried', words: "AWS's answers carried no date." }
  const seconds = Math.round((heard.heardAt.getTime() - heard.server.getTime()) / 1000)
  const off = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} AWS`
  if (Math.abs(seconds) > REFUSED_SECONDS)
    return {
      ...check,
      state: 'wrong',
      words: `It is ${off}; AWS refuses what is off by more than ${REFUSED_SECONDS} s. Set the clock (NTP).`,
    }
  if (Math.abs(seconds) > NOTED_SECONDS) return { ...check, state: 'note', words: `It is ${off}. Set the clock (NTP).` }
  return { ...check, state: 'well', words: `Within ${NOTED_SECONDS} s of AWS.` }
}
