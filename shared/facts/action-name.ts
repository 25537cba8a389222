/** `ec2` of `ec2:RunInstances`. */
export const serviceOfAction = (action: string): string => action.slice(0, action.indexOf(':'))

/** `RunInstances` of `ec2:RunInstances`. */
export const nameOfAction = (action: string): string => action.slice(action.indexOf(':') + 1)
