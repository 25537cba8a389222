export declare const CATALOGUE_VERSIONS: Readonly<Record<string, string>>
