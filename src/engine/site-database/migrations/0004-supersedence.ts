/** Whether the catalog itself calls a revision expired, apart from the site's supersedence rule; and that rule (SYNC-09). */
export const sql = `
ALTER TABLE configuration_items ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;
UPDATE configuration_items SET expired = 1 WHERE EXISTS (SELECT 1 FROM software_updates u WHERE u.item_id = configuration_items.item_id AND u.expired = 1);
UPDATE components SET settings = json_set(settings, '$.supersedence', json('{"expire":"immediately","months":3}')) WHERE json_extract(settings, '$.supersedence') IS NULL;
`;
