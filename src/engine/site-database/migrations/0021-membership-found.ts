/**
 * The facts of clients that rules of collections look at have a version, which goes up with every change of any of them. A
 * collection keeps the version and the rules its members were found with: with the same ones nobody has to be looked at again.
 *
 * What is installed on a client is seldom another than before, its inventory's moment is each time: they stand in tables of their own.
 */
export const sql = `
CREATE TABLE client_facts (version INTEGER NOT NULL) STRICT;
INSERT INTO client_facts VALUES (1);
CREATE TRIGGER client_facts_new AFTER INSERT ON clients BEGIN UPDATE client_facts SET version = version + 1; END;
CREATE TRIGGER client_facts_gone AFTER DELETE ON clients BEGIN UPDATE client_facts SET version = version + 1; END;
CREATE TRIGGER client_facts_changed AFTER UPDATE OF name, site_code, operating_system, service_pack, product_type, architecture, language, agent_version, removed_at ON clients
BEGIN UPDATE client_facts SET version = version + 1; END;
ALTER TABLE collections ADD COLUMN found_facts INTEGER;
ALTER TABLE collections ADD COLUMN found_revision INTEGER;
CREATE TABLE installed_updates (client_id INTEGER PRIMARY KEY, installed BLOB NOT NULL) STRICT;
INSERT INTO installed_updates SELECT client_id, installed FROM hardware_inventory WHERE installed IS NOT NULL;
ALTER TABLE hardware_inventory DROP COLUMN installed;
`;
