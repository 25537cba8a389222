export const ACCOUNT_ID = '123456789012'
export const NOW = '2026-11-20T06:00:00Z'
