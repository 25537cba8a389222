import type { InitAnswers } from './answers.ts'

export interface WrittenPlaces {
  readonly configuration: string
  readonly exceptions: string
}

const deploying = ({ isOrganization, slack, mail }: InitAnswers): readonly string[] => {
  const parameters = [
    ...(isOrganization ? ['--param="organization=on"', '--param="memberRole=credaudit/credaudit-member"'] : []),
    ...(slack ? ['--param="slackSecret=credaudit/slack"'] : []),
  ]
  return [
    'As a daily Lambda (docs/deploy.md):',
    `  npm run deploy -- --stage prod --region REGION${parameters.map((one) => ` ${one}`).join('')}`,
    ...(slack ? ['  (first put the webhook into the secret credaudit/slack of Secrets Manager)'] : []),
    ...(mail === '' ? [] : [`  aws sns subscribe --topic-arn TOPIC --protocol email --notification-endpoint ${mail}`]),
  ]
}

/** What to do with what was written. */
export const nextSteps = (answers: InitAnswers, { configuration, exceptions }: WrittenPlaces): string =>
  [
    `Written: ${configuration} and ${exceptions}.`,
    '',
    'Look whether all is there that an audit needs, then audit; both only read:',
    '  credaudit doctor',
    `  credaudit audit --live --config ${configuration} --exceptions ${exceptions}`,
    '',
    ...deploying(answers),
    '',
  ].join('\n')
