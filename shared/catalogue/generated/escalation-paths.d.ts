export declare const ESCALATION_PATHS: Readonly<Record<string, string>>
