export declare const ACTION_NAMES: Readonly<Record<string, string>>
