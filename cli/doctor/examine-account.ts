import { STSClient } from '@aws-sdk/client-sts'
import { auditClientsOf, clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { type Caller, readCaller } from '#shared/clients/caller.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { findTrails } from '#shared/clients/cloudtrail/find-trails.ts'
import { findAccessKeyId } from '#shared/clients/probes/iam-probes.ts'
import { readOrganizationStanding } from '#shared/clients/probes/organizations-probes.ts'
import { type ProbeTarget, tryPermission } from '#shared/clients/probes/permission-probe.ts'
import { regionProbe } from '#shared/clients/probes/regional-probes.ts'
import { watchServerDate } from '#shared/clients/probes/server-date.ts'
import { tryPermissions } from '#shared/clients/probes/try-permissions.ts'
import { clockCheck } from '#shared/jobs/doctor/clock-check.ts'
import { permissionChecks } from '#shared/jobs/doctor/permission-checks.ts'
import { regionChecks } from '#shared/jobs/doctor/region-checks.ts'
import { trailChecks } from '#shared/jobs/doctor/trail-checks.ts'
import type { DoctorCheck } from '#shared/reports/doctor-document.ts'
import { credentialsFrom, type CredentialOptions, regionFrom } from '../live-account.ts'
import { progress } from '../terminal.ts'

/** Few: what is wrong is to be told, not waited out. */
const ATTEMPTS = 3

export interface AccountExamination {
  readonly caller: Caller | null
  readonly checks: readonly DoctorCheck[]
}

const credentialsCheck = (words: string, state: DoctorCheck['state']): DoctorCheck => ({
  area: 'credentials',
  name: 'who am I',
  state,
  words,
})

const restChecks = async (
  target: ProbeTarget,
  named: readonly string[] | undefined,
): Promise<readonly DoctorCheck[]> => {
  const regions = named ?? [target.region]
  const standing = await readOrganizationStanding(target.clients.organizations, target.accountId)
  const tried = await tryPermissions(target, (done, of) => progress(`trying calls: ${done} of ${of}`))
  progress('looking at Regions and trails')
  const inRegions = await Promise.all(
    regions.map(async (region) => ({ region, ...(await tryPermission(regionProbe, { ...target, region })) })),
  )
  const { trails, problems } = await findTrails(target.clients.cloudTrail, regions)
  return [
    ...permissionChecks(tried, standing),
    ...regionChecks(inRegions, named !== undefined),
    ...trailChecks(trails, problems),
  ]
}

/** Whose credentials these are, the clock, each call, Regions and trails. Without credentials nothing else can be tried. */
export const examineAccount = async (options: CredentialOptions): Promise<AccountExamination> => {
  const region = regionFrom(options)
  const settings = { region, credentials: credentialsFrom(options, region), maxAttempts: ATTEMPTS }
  const sts = new STSClient(clientConfigurationOf(settings))
  const heard = watchServerDate(sts, systemClock)
  progress('asking AWS whose credentials these are')
  try {
    const caller = await readCaller(sts)
    const clients = auditClientsOf(settings)
    const target = { clients, region, ...caller, accessKeyId: await findAccessKeyId(clients) }
    const words = `${caller.arn} of account ${caller.accountId}.`
    const rest = await restChecks(target, options.regions)
    return { caller, checks: [credentialsCheck(words, 'well'), clockCheck(heard()), ...rest] }
  } catch (error) {
    const words = error instanceof Error ? error.message : 'AWS did not say whose credentials these are.'
    return { caller: null, checks: [credentialsCheck(words, 'wrong'), clockCheck(heard())] }
  }
}
