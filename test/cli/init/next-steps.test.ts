import { expect, test } from 'vitest'
import { defaultAnswers } from '#cli/init/ask.ts'
import { nextSteps } from '#cli/init/next-steps.ts'

const places = { configuration: 'credaudit.yaml', exceptions: 'exceptions.yaml' }

test('names the files that were written', async () => {
  expect(nextSteps(await defaultAnswers(), places)).toContain(
    'credaudit audit --live --config credaudit.yaml --exceptions exceptions.yaml',
  )
})
test('has the parameters of what was asked for, and only these', async () => {
  const answers = { ...(await defaultAnswers()), isOrganization: true, mail: 'a@example.com' }
  const text = nextSteps(answers, places)
  expect(text).toContain('--param="organization=on"')
  expect(text).toContain('--notification-endpoint a@example.com')
  expect(text).not.toContain('slackSecret')
})
