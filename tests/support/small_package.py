"""Three small curated tables and their descriptor, to break in tests of the loader."""

from typing import Any

PRODUCTION = (
    "regency_code,kind,year,value_t,checked,source_ids\n"
    "5301,rice,2022,12.5,true,S01;S02\n"
    "5371,rice,2022,,false,S01\n"
    "5371,maize,2023,0,,\n"
)
SOURCES = "source_id\nS01\nS02\n"
PACKAGE: dict[str, Any] = {
    "name": "small",
    "resources": [
        {
            "name": "regencies",
            "path": "regencies.csv",
            "schema": {
                "fields": [
                    {
                        "name": "regency_code",
                        "type": "string",
                        "constraints": {"required": True, "unique": True, "pattern": r"53\d\d"},
                    },
                    {"name": "name", "type": "string", "constraints": {"required": True}},
                ],
                "primaryKey": "regency_code",
            },
        },
        {
            "name": "production",
            "path": "production.csv",
            "schema": {
                "fields": [
                    {"name": "regency_code", "type": "string", "constraints": {"required": True}},
                    {
                        "name": "kind",
                        "type": "string",
                        "constraints": {"enum": ["rice", "maize"]},
                    },
                    {
                        "name": "year",
                        "type": "integer",
                        "constraints": {"minimum": 1990, "maximum": 2030},
                    },
                    {"name": "value_t", "type": "number", "constraints": {"minimum": 0}},
                    {"name": "checked", "type": "boolean"},
                    {"name": "source_ids", "type": "string"},
                ],
                "primaryKey": ["regency_code", "kind", "year"],
                "foreignKeys": [
                    {
                        "fields": "regency_code",
                        "reference": {"resource": "regencies", "fields": "regency_code"},
                    }
                ],
                "listReferences": [
                    {
                        "fields": "source_ids",
                        "separator": ";",
                        "reference": {"resource": "sources", "fields": "source_id"},
                    }
                ],
            },
        },
        {
            "name": "sources",
            "path": "sources.csv",
            "schema": {
                "fields": [
                    {"name": "source_id", "type": "string", "constraints": {"required": True}}
                ],
                "primaryKey": "source_id",
            },
        },
    ],
}
