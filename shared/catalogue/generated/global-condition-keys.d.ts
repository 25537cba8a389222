export declare const GLOBAL_CONDITION_KEYS: Readonly<Record<string, string>>
