export declare const serviceDetails: () => Readonly<Record<string, string>>
