import type { DoctorCheck } from '#shared/reports/doctor-document.ts'
import { plural } from '#shared/facts/plural.ts'

/** Whether anybody hears what is published. */
export const subscriptionsCheck = (
  name: string,
  { confirmed, pending }: { readonly confirmed: number; readonly pending: number },
): DoctorCheck => {
  const area = 'topic'
  const has = `${plural(confirmed, 'subscription')} confirmed, ${pending} pending.`
  if (confirmed === 0)
    return {
      area,
      name,
      state: 'wrong',
      words: `${has} Nobody hears what is published: subscribe somebody and have them confirm.`,
    }
  if (pending > 0)
    return {
      area,
      name,
      state: 'wrong',
      words: `${has} Who has not confirmed hears nothing: let them answer SNS's mail, or subscribe them again.`,
    }
  return { area, name, state: 'well', words: has }
}
