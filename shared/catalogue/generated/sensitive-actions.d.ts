export declare const SENSITIVE_ACTIONS: Readonly<Record<string, string>>
