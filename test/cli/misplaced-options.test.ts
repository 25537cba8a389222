import { expect, test } from 'vitest'
import { runCredaudit } from '#test/support/run-credaudit.ts'

const FOLDER = ['--evidence', 'samples/account']
const COPY = [...FOLDER, '--bucket', 'b', '--public-keys', 'package.json']

test.each([
  [['audit', ...FOLDER, '--profile', 'prod'], /--profile goes with --live/],
  [
    ['audit', '--organization', 'samples', '--role-arn', 'arn:aws:iam::123456789012:role/x'],
    /--role-arn goes with --live/,
  ],
  [['audit', '--live', '--external-id', 'x'], /--external-id goes with --role-arn/],
  [['activity', ...FOLDER, '--regions', 'eu-central-1'], /--regions goes with --live/],
  [
    ['activity', ...FOLDER, '--key', 'AKIARZPUZDIKCLLPB42D', '--principal', 'x'],
    /--principal goes with it in --format json/,
  ],
  [['suggest', ...FOLDER, '--all', '--region', 'eu-central-1'], /--region goes with --live-checks/],
  [['verify-trail', ...COPY, '--trail', 'main'], /--trail goes with --live/],
  [['verify-trail', ...COPY, '--live'], /--evidence is for a copy/],
  [['verify-trail', ...COPY, '--from', '2026-11-20', '--to', '2026-11-19'], /--from must be earlier/],
])('an option that would be passed over is refused: %j', async (words, sentence) => {
  const { code, stdout, stderr } = await runCredaudit(...words)
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)])
})
