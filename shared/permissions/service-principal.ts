import { serviceExists } from '#shared/catalogue/actions.ts'

const SERVICE =
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazon\.com|aws\.internal|api\.aws)$|^[a-z0-9-]+\.amazonaws\.eu$/u

// lambda.amazon.com: a few services have names of that form, and none of those whose actions IAM knows.
const isMisspelt = (text: string): boolean => {
  const service = /^(?<name>[a-z0-9-]+)\.amazon\.com$/u.exec(text)?.groups?.['name']
  return service !== undefined && serviceExists(service)
}

/** `lambda.amazonaws.com`: by the form, since no list has them all. */
export const isServicePrincipal = (text: string): boolean => SERVICE.test(text) && !isMisspelt(text)
