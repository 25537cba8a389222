import type { DoctorCheck, DoctorDocument } from '#shared/reports/doctor-document.ts'

export interface Examination {
  readonly version: string
  readonly checkedAt: Date
  readonly caller: DoctorDocument['caller']
  readonly checks: readonly DoctorCheck[]
}

export const doctorDocument = ({ version, checkedAt, caller, checks }: Examination): DoctorDocument => ({
  schemaVersion: 1,
  tool: { name: 'credaudit', version },
  checkedAt: checkedAt.toISOString(),
  well: checks.every(({ state }) => state !== 'wrong'),
  caller,
  checks,
})
