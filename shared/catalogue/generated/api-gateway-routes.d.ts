export declare const API_GATEWAY_ROUTES: Readonly<Record<string, string>>
