// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a content pack. HSDS 3.0's names (Open Referral), and ours on
// top; made by kiosk/packs, read by kiosk/directory. A hub's overlay has them
// too, and three more.
#pragma once

namespace kiosk::directory {

inline constexpr int schema_version = 3;

// Everything HSDS 3.0 names has a column, so that nothing a source says is lost.
// Dates are ISO 8601 text, times HH:MM Leeds time, coordinates WGS 84 degrees.
inline constexpr const char* schema_sql = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  -- schema_version, serial, built (date), expires (date or absent), title, licence, languages (space-separated); of an overlay also hub (its site)
CREATE TABLE organization(id TEXT PRIMARY KEY, name TEXT NOT NULL, alternate_name TEXT, description TEXT NOT NULL,
  email TEXT, website TEXT, legal_status TEXT, logo TEXT, uri TEXT, parent_organization_id TEXT) WITHOUT ROWID;
CREATE TABLE service(id TEXT PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organization(id), name TEXT NOT NULL,
  alternate_name TEXT, description TEXT, url TEXT, email TEXT, status TEXT NOT NULL DEFAULT 'active',
  interpretation_services TEXT, application_process TEXT, fees_description TEXT, accreditations TEXT,
  eligibility_description TEXT, minimum_age REAL, maximum_age REAL, assured_date TEXT, assurer_email TEXT,
  licenses TEXT, alert TEXT, last_modified TEXT,
  -- ours: none, abuse, suicide, immigration, sexual_health; where the facts came from; what kind of place (library, hub, food_bank, gp, ...)
  sensitive TEXT NOT NULL DEFAULT 'none', source TEXT, kind TEXT NOT NULL DEFAULT 'service', speech_text TEXT) WITHOUT ROWID;
CREATE TABLE location(id TEXT PRIMARY KEY, location_type TEXT NOT NULL DEFAULT 'physical', name TEXT, alternate_name TEXT,
  description TEXT, transportation TEXT, url TEXT, organization_id TEXT, latitude REAL, longitude REAL,
  external_identifier TEXT, external_identifier_type TEXT, hidden INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE service_at_location(id TEXT PRIMARY KEY, service_id TEXT NOT NULL REFERENCES service(id),
  location_id TEXT NOT NULL REFERENCES location(id), description TEXT) WITHOUT ROWID;
CREATE TABLE address(id TEXT PRIMARY KEY, location_id TEXT REFERENCES location(id), attention TEXT, address_1 TEXT NOT NULL, address_2 TEXT,
  city TEXT NOT NULL, region TEXT, state_province TEXT NOT NULL, postal_code TEXT NOT NULL, country TEXT NOT NULL DEFAULT 'GB',
  address_type TEXT NOT NULL DEFAULT 'physical') WITHOUT ROWID;
CREATE TABLE phone(id TEXT PRIMARY KEY, service_id TEXT, location_id TEXT, organization_id TEXT, contact_id TEXT,
  service_at_location_id TEXT, number TEXT NOT NULL, extension TEXT, type TEXT, description TEXT) WITHOUT ROWID;
CREATE TABLE contact(id TEXT PRIMARY KEY, organization_id TEXT, service_id TEXT, service_at_location_id TEXT, location_id TEXT,
  name TEXT, title TEXT, department TEXT, email TEXT) WITHOUT ROWID;  -- roles and desks, not people
CREATE TABLE schedule(id TEXT PRIMARY KEY, service_id TEXT, location_id TEXT, service_at_location_id TEXT,
  valid_from TEXT, valid_to TEXT, dtstart TEXT, timezone TEXT, until TEXT, count INTEGER, wkst TEXT, freq TEXT, interval INTEGER,
  byday TEXT, byweekno TEXT, bymonthday TEXT, byyearday TEXT, description TEXT, opens_at TEXT, closes_at TEXT,
  schedule_link TEXT, attending_type TEXT, notes TEXT) WITHOUT ROWID;
CREATE TABLE exception(id TEXT PRIMARY KEY, service_id TEXT, location_id TEXT, date TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0,
  opens_at TEXT, closes_at TEXT, note TEXT) WITHOUT ROWID;
CREATE TABLE service_area(id TEXT PRIMARY KEY, service_id TEXT, name TEXT, description TEXT, extent TEXT, extent_type TEXT, uri TEXT) WITHOUT ROWID;
CREATE TABLE language(id TEXT PRIMARY KEY, service_id TEXT, location_id TEXT, phone_id TEXT, name TEXT, code TEXT, note TEXT) WITHOUT ROWID;
CREATE TABLE accessibility(id TEXT PRIMARY KEY, location_id TEXT, description TEXT, details TEXT, url TEXT) WITHOUT ROWID;
CREATE TABLE cost_option(id TEXT PRIMARY KEY, service_id TEXT NOT NULL, valid_from TEXT, valid_to TEXT, option TEXT, currency TEXT,
  amount REAL, amount_description TEXT) WITHOUT ROWID;
CREATE TABLE taxonomy(id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, uri TEXT, version TEXT) WITHOUT ROWID;
CREATE TABLE taxonomy_term(id TEXT PRIMARY KEY, code TEXT, name TEXT NOT NULL, description TEXT, parent_id TEXT, taxonomy TEXT,
  language TEXT, taxonomy_id TEXT, term_uri TEXT) WITHOUT ROWID;
CREATE TABLE attribute(id TEXT PRIMARY KEY, link_id TEXT NOT NULL, link_entity TEXT NOT NULL, taxonomy_term_id TEXT NOT NULL,
  link_type TEXT, value TEXT, label TEXT) WITHOUT ROWID;
-- A topic is a need in plain words: taxonomy 'topics', term id = key (health, money, home, family, work, rights),
-- name = the need, description = the line of examples. A service is in a topic by an attribute row.
CREATE TABLE topic_order(key TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE synonym(topic TEXT NOT NULL, language TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY(topic, language, word)) WITHOUT ROWID;
-- Help now, by need, in the order it is shown; `danger` marks the one that means 999. Routes are who answers.
CREATE TABLE urgent(id TEXT PRIMARY KEY, position INTEGER NOT NULL, need TEXT NOT NULL, line TEXT NOT NULL, icon TEXT NOT NULL,
  danger INTEGER NOT NULL DEFAULT 0, sensitive TEXT NOT NULL DEFAULT 'none') WITHOUT ROWID;
CREATE TABLE urgent_route(id TEXT PRIMARY KEY, urgent_id TEXT NOT NULL REFERENCES urgent(id), position INTEGER NOT NULL, name TEXT NOT NULL,
  number TEXT, hours_and_cost TEXT, note TEXT, source TEXT, assured_date TEXT) WITHOUT ROWID;
-- A service in easy words, line by line, each beside a picture. Ids are the service's with a number.
CREATE TABLE easy_read(id TEXT PRIMARY KEY, service_id TEXT NOT NULL REFERENCES service(id), position INTEGER NOT NULL, text TEXT NOT NULL,
  picture TEXT NOT NULL, source TEXT) WITHOUT ROWID;
-- Plain words for hard ones. `forms`: other spellings by which the word stands in a text, with commas; translations of word and forms match translated texts.
CREATE TABLE glossary(id TEXT PRIMARY KEY, word TEXT NOT NULL, forms TEXT, meaning TEXT NOT NULL, source TEXT) WITHOUT ROWID;
CREATE TABLE bank_holiday(date TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE translation(entity TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
  origin TEXT NOT NULL, reviewed_by TEXT, source_hash TEXT, PRIMARY KEY(entity, id, field, language)) WITHOUT ROWID;
CREATE TABLE pronunciation(language TEXT NOT NULL, written TEXT NOT NULL, spoken TEXT NOT NULL, PRIMARY KEY(language, written)) WITHOUT ROWID;
-- Pictures, recorded words and signed videos of a service, a topic or an urgent need (`words`: of any words).
-- alt is what it shows or says; of recorded words, exactly the words. captions is WebVTT.
CREATE TABLE media(entity TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL, position INTEGER NOT NULL,
  alt TEXT NOT NULL, captions TEXT, mime TEXT NOT NULL, source TEXT, data BLOB NOT NULL, PRIMARY KEY(entity, id, kind, language, position));
-- Of all that is said of a service, so that two packs are compared without reading them whole.
CREATE TABLE record_digest(service_id TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX media_by_words ON media(kind, language, alt);
CREATE INDEX attribute_by_term ON attribute(taxonomy_term_id, link_entity, link_id);
CREATE INDEX at_location_by_service ON service_at_location(service_id);
CREATE INDEX schedule_by_location ON schedule(location_id);
CREATE INDEX schedule_by_service ON schedule(service_id);
CREATE INDEX easy_read_by_service ON easy_read(service_id, position);
CREATE INDEX phone_by_service ON phone(service_id);
CREATE INDEX phone_by_location ON phone(location_id);
CREATE INDEX phone_by_organization ON phone(organization_id);
CREATE INDEX address_by_location ON address(location_id);
CREATE INDEX attribute_by_link ON attribute(link_id, link_entity, id);
CREATE INDEX schedule_by_service_at_location ON schedule(service_at_location_id);
CREATE INDEX exception_by_service ON exception(service_id);
CREATE INDEX exception_by_location ON exception(location_id);
CREATE INDEX accessibility_by_location ON accessibility(location_id);
CREATE INDEX cost_option_by_service ON cost_option(service_id);
CREATE INDEX language_by_service ON language(service_id);
CREATE INDEX language_by_location ON language(location_id);
)sql";

// What a hub says beside records of its own: notices, and of any record that it is not to be shown, or was checked on a day.
inline constexpr const char* overlay_schema_sql = R"sql(
CREATE TABLE notice(id TEXT PRIMARY KEY, language TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, until TEXT) WITHOUT ROWID;
CREATE TABLE hidden(service_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE confirmed(service_id TEXT PRIMARY KEY, date TEXT NOT NULL) WITHOUT ROWID;
)sql";

}  // namespace kiosk::directory
