import { emergency } from '#samples/account-tables/emergency.ts'
import { groups } from '#samples/account-tables/groups.ts'
import { hostileUsers } from '#samples/account-tables/hostile-users.ts'
import { machines } from '#samples/account-tables/machines.ts'
import { people } from '#samples/account-tables/people.ts'
import { policiesLeftOver } from '#samples/account-tables/policies-leftover.ts'
import { policiesOfPeople } from '#samples/account-tables/policies-people.ts'
import { policiesOfWorkloads } from '#samples/account-tables/policies-workloads.ts'
import { rolesOfAws } from '#samples/account-tables/roles-of-aws.ts'
import { rolesOfOutsiders } from '#samples/account-tables/roles-of-outsiders.ts'
import { rolesOfWorkloads } from '#samples/account-tables/roles-of-workloads.ts'
import type { SampleGrants } from '#samples/account-tables/table.ts'
import { ACCOUNT_ID, arnOf } from '#samples/account-tables/company.ts'

/** IAM lists by name without case. */
const named = <T extends { readonly name: string }>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => {
    const [x, y] = [a.name.toLowerCase(), b.name.toLowerCase()]
    return x < y ? -1 : x > y ? 1 : 0
  })

export const users = named([...people, ...emergency, ...machines, ...hostileUsers])
export const roles = named([...rolesOfAws, ...rolesOfWorkloads, ...rolesOfOutsiders])
export const customerPolicies = named([...policiesOfPeople, ...policiesOfWorkloads, ...policiesLeftOver])
export const sortedGroups = named(groups)
export const principals: readonly SampleGrants[] = [...users, ...roles, ...groups]

const find = <T extends { readonly name: string }>(kind: string, items: readonly T[], name: string): T => {
  const found = items.find((item) => item.name === name)
  if (found === undefined) throw new Error(`The sample's tables name the ${kind} ${name}, which none of them has.`)
  return found
}
export const userNamed = (name: string) => find('user', users, name)
export const roleNamed = (name: string) => find('role', roles, name)

export const userArn = (name: string): string => arnOf(`user${userNamed(name).path ?? '/'}${name}`)
export const roleArn = (name: string): string => arnOf(`role${roleNamed(name).path ?? '/'}${name}`)
export const rootArn = `arn:aws:iam::${ACCOUNT_ID}:root`
