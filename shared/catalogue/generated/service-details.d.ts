export declare const SERVICE_DETAILS: Readonly<Record<string, string>>
