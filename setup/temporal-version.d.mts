export const PINNED: { download: { cli: string }; build: { cli: string; server: string } };
