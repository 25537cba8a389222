export declare const actionNames: () => Readonly<Record<string, string>>
