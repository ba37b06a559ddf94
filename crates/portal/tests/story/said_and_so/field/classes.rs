//! What should be told of members of the classes without a bundle.

use super::Due::{Is, Says, Silent};
use super::{Row, row};

pub const ROWS: &[Row] = &[
    // Comparators of vital signs.
    row(
        "03",
        "class03",
        "vitals?kind=heart_rate",
        &[
            Is("/series/0/latest/text", "\">250\""),
            Is("/series/0/trends/0/segments/0/points/0/comparator", "\">\""),
        ],
    ),
    row("03", "class03", "vitals?kind=blood_pressure", &[Is("/series/0/latest/text", "\">300/110\"")]),
    row("03", "class03", "/vitals", &[Says(">250"), Says(">300/110")]),
    // Vaccines dated in words, and told by somebody else.
    row(
        "07",
        "class07",
        "immunizations",
        &[
            Is("/immunizations/0/given", "null"),
            Is("/immunizations/0/given_text", "\"as a child\""),
            Is("/immunizations/0/source/kind", "\"recall\""),
            Is("/lost_dates", "0"),
        ],
    ),
    row("07", "class07", "/immunizations", &[Says("as a child")]),
    // Midnight is a day of an onset and of a vaccine, and no hour of a draw.
    row("12", "class12", "conditions", &[Is("/active/0/onset", "\"1999-04-01\"")]),
    row("12", "class12", "immunizations", &[Is("/immunizations/0/given", "\"2021-03-01\"")]),
    row("12", "class12", "/conditions", &[Says("April 1, 1999")]),
    row("12", "class12", "/immunizations", &[Says("March 1, 2021")]),
    row(
        "12",
        "class12",
        "/labs/c12-draw",
        &[Says("January 11, 2026"), Silent("7:00 pm"), Silent("12:00 am")],
    ),
    // Two codes, the special one first.
    row("13", "class13", "vitals?kind=temperature", &[Is("/series/0/total", "2"), Is("/series/1", "null")]),
    row("13", "class13", "vitals?kind=blood_pressure", &[Is("/series/0/latest/text", "\"128/82\"")]),
    row("13", "class13", "labs/c13-glucose", &[Is("/result/topic", "\"glucose\"")]),
    // A vital sign that was not taken.
    row(
        "14",
        "class14",
        "vitals",
        &[
            Is("/series/0/readings/0/id", "\"c14-pulse\""),
            Is("/series/0/readings/0/result/value/kind", "\"absent\""),
            Is("/series/0/readings/0/result/value/reason", "\"not-performed\""),
            Is("/series/0/trends/0/segments", "[]"),
        ],
    ),
    row("14", "class14", "/vitals", &[Says("Not done")]),
    // Text that is not in UTF-8.
    row("17", "class17", "documents/c17-declared", &[Is("/body/text", "\"25 µg a day\"")]),
    row("17", "class17", "documents/c17-undeclared", &[Is("/body/text", "\"25 µg a day\"")]),
    row("17", "class17", "/documents/c17-undeclared", &[Says("25 µg a day"), Silent("\u{fffd}")]),
    // Base64 that is not strict, and none at all.
    row("18", "class18", "documents/c18-wrapped", &[Is("/body/text", "\"Pain <2 of 10.\"")]),
    row("18", "class18", "documents/c18-damaged", &[Is("/body/kind", "\"unreadable\""), Is("/failed", "[]")]),
    // A visit without a type.
    row(
        "21",
        "class21",
        "visits",
        &[
            Is("/visits/0/kind", "\"emergency\""),
            Is("/visits/0/name/key", "\"visit-emergency\""),
            Is("/visits/0/place", "\"Elm Street Hospital\""),
            Is("/visits/0/reasons/0/text", "\"Fall from a ladder\""),
        ],
    ),
    row("21", "class21", "?elm street", &[Is("/hits/0/id", "\"c21-visit\"")]),
    row("21", "class21", "?ladder", &[Is("/hits/0/id", "\"c21-visit\"")]),
    // Marks and ranges in words.
    row("25", "class25", "labs/c25-panic", &[Is("/result/flag", "\"critical_high\"")]),
    row("25", "class25", "labs/c25-star", &[Is("/result/flag", "\"critical_high\"")]),
    row("25", "class25", "labs/c25-crit", &[Is("/result/flag", "\"critical\"")]),
    row("25", "class25", "labs/c25-plain", &[Is("/result/flag", "\"abnormal\"")]),
    row("25", "class25", "labs/c25-range", &[Is("/result/flag", "\"high\"")]),
    // Fills that name no prescription, and one that is no longer valid.
    row(
        "27",
        "class27",
        "medications",
        &[
            Is("/active/0/dispenses/0/at", "\"2025-07-01\""),
            Is("/active/0/dispenses/1/is_by_medicine", "true"),
            Is("/active/0/supply_until", "\"2025-07-31\""),
            Is("/active/0/refills_left", "null"),
            Is("/active/0/refills_doubt", "\"expired\""),
            Is("/given_out", "[]"),
        ],
    ),
];
